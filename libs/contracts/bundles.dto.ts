// Bundles (一件事): requests to the cases app, and the view that it answers with.
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsObject,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { type BundleStatus, type Dropped, type Otherwise } from '#rules/bundle';

/** One part: in which park, with which form. Its item is that of the bundle. */
export class BundlePartDto {
  /**
   * Which part, as the bundle names it
   * @example "record"
   */
  @IsString()
  @Matches(/^[a-z0-9-]{1,32}$/)
  part: string;

  /**
   * Code of the park, for each part its own
   * @example "caohejing"
   */
  @IsString()
  @Matches(/^[a-z0-9-]{1,32}$/)
  park: string;

  /** The form, by the schema of the part's item */
  @IsDefined()
  @IsObject()
  form: Record<string, unknown>;
}

/** Filing a bundle: every part of it at once, each with its park and its form. */
export class FileBundleDto {
  /**
   * Code of the bundle
   * @example "B02"
   */
  @IsString()
  @Matches(/^[0-9A-Za-z]{1,16}$/)
  bundle: string;

  /**
   * Unified social credit code of the applicant (18 characters)
   * @example "91330100799655058B"
   */
  @IsString()
  @MaxLength(40)
  applicant: string;

  /** All parts of the bundle, in any order */
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => BundlePartDto)
  parts: BundlePartDto[];
}

/** Filing a bundle, on its way to the door. */
export class FileBundleRequest {
  @IsString()
  person: string;

  @IsString()
  @Length(1, 255)
  key: string;

  @IsObject()
  body: Record<string, unknown>;
}

/** Asks for one bundle as a person may see it. */
export class BundleRequest {
  @IsString()
  person: string;

  @IsString()
  @Length(1, 64)
  number: string;
}

/** Taking back what of a bundle is not filed yet, on its way to the door. */
export class WithdrawBundleRequest extends BundleRequest {
  @IsString()
  @Length(1, 255)
  key: string;
}

/** A part of a bundle: it waits, has a case, or was dropped. */
export interface BundlePartView {
  part: string;
  item: string;
  park: string;
  /** The parts that have to be through before it is filed, and what follows for the others if it fails. */
  after: string[];
  otherwise: Otherwise;
  /** Its case, and where that stands; null = it waits, or was dropped. */
  number: string | null;
  status: string | null;
  filedAt: string | null;
  /** Why it will not be filed; `fault` = the code of the error where it could not be. */
  dropped: { why: Dropped; fault: string | null; at: string } | null;
}

/** A bundle as this person may see it: the parts that concern him or her, and how many others there are. */
export interface BundleView {
  number: string;
  bundle: string;
  version: string;
  name: { zh: string; en: string };
  applicant: string;
  status: BundleStatus;
  filedAt: string;
  endedAt: string | null;
  withdrawnAt: string | null;
  parts: BundlePartView[];
  others: number;
  /** May you take back what is not filed yet? */
  mayWithdraw: boolean;
}

/** The answer to what was done with a bundle: today's view, and whether the key had done it before. */
export interface BundleResult {
  replayed: boolean;
  view: BundleView;
}
