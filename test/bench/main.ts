/** `npm run bench [-- NAME…]`: the benchmarks, each figure against a named peer in the same run. */
import { idle } from './idle.ts';
import { light } from './light.ts';
import { logAppend } from './log-append.ts';
import { logFollow } from './log-follow.ts';
import { lookup } from './lookup.ts';
import { mavenFront } from './maven-front.ts';
import { mavenResolve } from './maven-resolve.ts';
import { memory } from './memory.ts';
import { p2p } from './p2p.ts';
import { publicationLatency } from './publication-latency.ts';
import { sandboxBuild } from './sandbox-build.ts';
import { stateMap } from './state-map.ts';
import { throughput } from './throughput.ts';

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  'sandbox-build': sandboxBuild,
  'publication-latency': publicationLatency,
  idle,
  light,
  lookup,
  'log-append': logAppend,
  'log-follow': logFollow,
  'state-map': stateMap,
  throughput,
  'maven-front': mavenFront,
  'maven-resolve': mavenResolve,
  memory,
  p2p,
};

const HELP = `usage: npm run bench [-- NAME...]

Measures each figure and its peer in the same run, and prints one JSON line per figure (a table on a terminal). Without a
name, all of them: ${Object.keys(BENCHES).join(' ')}
`;

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
if (names.includes('--help')) process.stdout.write(HELP);
else if (unknown.length > 0) {
  process.stderr.write(`no benchmark ${unknown.join(', ')}; there are: ${Object.keys(BENCHES).join(' ')}\n`);
  process.exitCode = 2;
} else {
  for (const [name, run] of Object.entries(BENCHES)) if (names.length === 0 || names.includes(name)) await run();
}
