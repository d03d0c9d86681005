#!/usr/bin/env node
/**
 * What `npm start`, `npm test` and `npm run bench` begin with: brings a fresh Debian or Ubuntu machine with any
 * Node.js ≥ 20 to where the programs can run, then runs them on the Node.js that npm installed. Plain JavaScript
 * without dependencies, as nothing is installed yet. Changes nothing of the system but missing packages.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const node = join(root, 'node_modules/.bin/node');
const EXIT = { failed: 1, usage: 2, missing: 4 };
const MIN_NODE = 20;

/** Command that must be there → Debian package that brings it. */
const COMMANDS = {
  bwrap: 'bubblewrap',
  unzip: 'unzip',
  mvn: 'maven',
  javac: 'openjdk-17-jdk-headless',
  setpriv: 'util-linux',
  git: 'git',
};
/** Only needed where there is no Go for installing CometBFT. */
const PIP = { python3: 'python3', pip3: 'python3-pip' };

const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.error) fail(`cannot run ${command}: ${result.error.message}`);
  return result.status ?? EXIT.failed;
}

function fail(message, code = EXIT.failed) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

function ensureNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < MIN_NODE) fail(`NODE_TOO_OLD: Node.js ${MIN_NODE} or newer is needed to begin; this is ${process.versions.node}.`, EXIT.missing);
}

function ensureSystemPackages() {
  const wanted = { ...COMMANDS, ...(has('go') || process.env.COMETBFT || existsSync(join(root, '.cache/cometbft-v0.40.0')) ? {} : PIP) };
  const missing = [...new Set(Object.entries(wanted).flatMap(([command, name]) => (has(command) ? [] : [name])))];
  if (missing.length === 0) return;
  const prefix = process.getuid?.() === 0 ? [] : spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (prefix === undefined || !has('apt-get')) {
    fail(
      `SYSTEM_PACKAGES_MISSING: these packages are needed and cannot be installed from here. Run this, then start again:\n\n  sudo apt-get update && sudo ${install}\n`,
      EXIT.missing,
    );
  }
  process.stdout.write(`installing system packages: ${missing.join(' ')}\n`);
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', 'inherit'] };
  const words = (text) => [...prefix, ...text.split(' ')];
  for (const line of ['apt-get update -qq', install.replace('install', 'install -qq')]) {
    const [command, ...args] = words(line);
    if (run(command, args, quiet) !== 0)
      fail(`SYSTEM_PACKAGES_FAILED: apt-get failed; run this yourself, then start again:\n\n  sudo ${install}\n`, EXIT.missing);
  }
}

/**
 * npm packages as in the lock file; done again only when the lock file has changed. Not `npm ci`: it refuses a lock
 * file without the tools' binaries for platforms that the registry at hand does not carry.
 */
function ensureNpmPackages() {
  const stamp = join(root, 'node_modules/.pyrsia-installed');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && existsSync(node)) return;
  process.stdout.write('installing npm packages\n');
  if (run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']) !== 0) {
    fail('NPM_PACKAGES_FAILED: npm could not install the packages; check the network, then start again.');
  }
  if (spawnSync(node, ['--version'], { stdio: 'ignore' }).status !== 0) {
    fail('NODE_NOT_INSTALLED: npm did not install Node.js 24 (the package "node" runs an install script: is ignore-scripts set?).');
  }
  writeFileSync(stamp, lock);
}

const COMMAND_LINES = {
  start: ['genesis/src/main.ts', 'start'],
  test: ['test/run.ts'],
  bench: ['test/bench/main.ts'],
  /** Only the npm packages are needed. */
  check: [],
};

const [command, ...args] = process.argv.slice(2);
const line = COMMAND_LINES[command];
if (line === undefined) fail(`usage: setup.mjs ${Object.keys(COMMAND_LINES).join('|')} [OPTIONS]`, EXIT.usage);
ensureNode();
ensureNpmPackages();
if (command === 'check') process.exit(run('npm', ['run', '--silent', 'check']));
ensureSystemPackages();
const { signal, status, error } = spawnSync(node, [...line, ...args], { cwd: root, stdio: 'inherit' });
if (error) fail(error.message);
process.exit(signal === null ? (status ?? EXIT.failed) : EXIT.failed);
