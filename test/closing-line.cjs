// Closes every run with one line that people and machines read alike: `N passed, N failed`.
module.exports = class ClosingLine {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.testResults.filter((file) => file.testExecError).length;
    process.stdout.write(`${results.numPassedTests} passed, ${failed} failed\n`);
  }
};
