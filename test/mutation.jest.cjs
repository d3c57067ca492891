// The specs of libs/rules alone, for the mutation tests: what they do not notice no later test is meant to.
const { projects } = require('../jest.config.cjs');
const [unit] = projects;

module.exports = { ...unit, testMatch: ['<rootDir>/libs/rules/*.spec.ts'] };
