// Jest cannot require ES modules on Node 20, and Nest 12 is made of them: this transforms exactly the ESM files of
// node_modules and everything of ours, and leaves CommonJS packages untouched.
const { createTransformer } = require('@swc/jest');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const typeOfFolder = new Map();
function isModuleFolder(folder) {
  const known = typeOfFolder.get(folder);
  if (known !== undefined) return known;
  const file = path.join(folder, 'package.json');
  const parent = path.dirname(folder);
  const answer = fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8')).type === 'module'
    : parent !== folder && isModuleFolder(parent);
  typeOfFolder.set(folder, answer);
  return answer;
}
const isEsm = (file) => file.endsWith('.mjs') || (!file.endsWith('.cjs') && isModuleFolder(path.dirname(file)));

module.exports = {
  createTransformer(options) {
    const swc = createTransformer(options);
    const isPlain = (file) => file.includes('/node_modules/') && !isEsm(file);
    return {
      canInstrument: swc.canInstrument,
      process: (source, file, config) => (isPlain(file) ? { code: source } : swc.process(source, file, config)),
      getCacheKey: (source, file, config) =>
        isPlain(file)
          ? createHash('sha1')
              .update(file + source)
              .digest('hex')
          : swc.getCacheKey(source, file, config),
    };
  },
};
