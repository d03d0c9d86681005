#!/usr/bin/env node
/**
 * What `npm start`, `npm test` and `npm run bench` begin with: brings a fresh Debian or Ubuntu machine with any
 * Node.js ≥ 20 to where the programs can run, then runs them on the Node.js that npm installed. Plain JavaScript
 * without dependencies, as nothing is installed yet. Changes nothing of the system but missing packages.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePage } from './page.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const node = join(root, 'node_modules/.bin/node');
const EXIT = { failed: 1, usage: 2, missing: 4 };
const MIN_NODE = 20;

/** What must be there, and the Debian package that brings it. The sandbox shows builds /usr, so that is where tools must be. */
const NEEDED = [
  [() => has('bwrap'), 'bubblewrap'],
  [() => has('unzip'), 'unzip'],
  [() => existsSync('/usr/bin/mvn'), 'maven'],
  [() => hasJdk(17), 'openjdk-17-jdk-headless'],
  [() => has('setpriv') && has('prlimit'), 'util-linux'],
  [() => has('git'), 'git'],
  [() => hasCometBftOrGo() || has('python3'), 'python3'],
  [() => hasCometBftOrGo() || spawnSync('python3', ['-m', 'pip', '--version'], { stdio: 'ignore' }).status === 0, 'python3-pip'],
];
/** What the tests need besides: networks of their own, with routers between; a checker of the API from PyPI; a browser; Gradle as a client. */
const NEEDED_BY_TESTS = [
  [() => has('python3'), 'python3'],
  [() => spawnSync('python3', ['-m', 'pip', '--version'], { stdio: 'ignore' }).status === 0, 'python3-pip'],
  [() => has('ip'), 'iproute2'],
  [() => has('nft') || existsSync('/usr/sbin/nft'), 'nftables'],
  [() => existsSync('/usr/bin/chromium'), 'chromium'],
  [() => has('gradle'), 'gradle'],
];
/** What the benchmarks compare with. */
const NEEDED_BY_BENCH = [
  [() => existsSync('/usr/sbin/nginx'), 'nginx-light'],
  [() => has('curl'), 'curl'],
  [() => has('wrk'), 'wrk'],
];
const MIN_GO = [1, 25];

const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;

function hasJdk(major) {
  const folder = '/usr/lib/jvm';
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith(`java-${major}-openjdk`) && existsSync(join(folder, name, 'bin/javac')));
}

/** CometBFT is there already, or a Go that can install it. */
function hasCometBftOrGo() {
  if (process.env.COMETBFT || existsSync(join(root, '.cache/cometbft-v0.40.0'))) return true;
  const { stdout } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8', env: { ...process.env, GOTOOLCHAIN: 'local' } });
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(stdout ?? '') ?? [];
  return Number(major) > MIN_GO[0] || (Number(major) === MIN_GO[0] && Number(minor) >= MIN_GO[1]);
}

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

function ensureSystemPackages(needed) {
  const missing = needed.filter(([isThere]) => !isThere()).map(([, name]) => name);
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
  kills: ['test/programs/kills.ts'],
  vectors: ['test/programs/vectors.ts'],
  check: [],
};
/** These need npm packages only. */
const LIGHT = ['check', 'vectors'];

const [command, ...args] = process.argv.slice(2);
const line = COMMAND_LINES[command];
if (line === undefined) fail(`usage: setup.mjs ${Object.keys(COMMAND_LINES).join('|')} [OPTIONS]`, EXIT.usage);
ensureNode();
ensureNpmPackages();
if (command === 'check') process.exit(run('npm', ['run', '--silent', 'check:all']));
const NEEDED_BY = { test: NEEDED_BY_TESTS, bench: NEEDED_BY_BENCH };
if (!LIGHT.includes(command)) ensureSystemPackages([...NEEDED, ...(NEEDED_BY[command] ?? [])]);
if (!LIGHT.includes(command)) {
  const why = ensurePage(root, node);
  if (why !== undefined) process.stderr.write(`PAGE_NOT_BUILT: the node works without its page; building it failed:\n${why}\n`);
}
runToTheEnd();

/** Signals go to the program, whose end is this one's: nothing is left behind, and its exit code is kept. */
function runToTheEnd() {
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', node, ...line, ...args], { cwd: root, stdio: 'inherit' });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name === 'SIGHUP' ? 'SIGTERM' : name));
  child.once('error', (error) => fail(error.message));
  child.once('exit', (status) => process.exit(status ?? EXIT.failed));
}
