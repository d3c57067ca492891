#!/usr/bin/env node
// The command line as npm installs it. What it runs is compiled by `npm ci` (script `prepare`).
require('../../dist/infra/cli/main.js');
