// The shapes that every list of the registry shares: a text in both languages, and how firm a row is.

/** One text, Chinese and English. */
export interface Texts {
  zh: string;
  en: string;
}

/** `verified`: compared with the document that the row names. `assumed`: a proposal until somebody has. */
export type Standing = 'verified' | 'assumed';
