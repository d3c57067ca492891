// The fallback font for computers without Chinese: its slices come only for characters that no other font has, after the first paint.
import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/700.css';
