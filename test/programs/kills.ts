/** `npm run kills -- [KILLS [SEED]]`: the kill sweep of the tests, for a night. */
import { killSweep } from '../network/kill-sweep.ts';

const [kills = '100', seed = String(Date.now() & 0x7fffffff)] = process.argv.slice(2);
if (!/^\d+$/.test(kills) || !/^\d+$/.test(seed)) {
  process.stderr.write('usage: npm run kills -- [KILLS [SEED]]\n');
  process.exit(2);
}
console.log(`seed ${seed}`);
const { applications, cometBfts, publications, height } = await killSweep({ kills: Number(kills), seed: Number(seed), report: (line) => console.log(line) });
console.log(
  `${applications} applications and ${cometBfts} CometBFTs killed in ${kills} rounds: ${publications} versions published and none lost, one app hash on all nodes at each of ${height} heights`,
);
