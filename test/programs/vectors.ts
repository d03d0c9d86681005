/**
 * `npm run vectors -- DIR`: the light client against a folder of vectors (names and formats: test/vectors/README.md).
 * Prints a line per file, and each mismatch; exits with 1 if there was any, with 2 if the folder is not usable.
 */
import { resolve } from 'node:path';
import { checkFolder } from '../vectors/folder.ts';

const [folder, ...more] = process.argv.slice(2);
if (folder === undefined || more.length > 0 || folder === '--help') {
  process.stderr.write('usage: npm run vectors -- DIR\n');
  process.exit(2);
}
let failed = 0;
let checked = 0;
try {
  for await (const { file, cases, comparisons, mismatches } of checkFolder(resolve(process.env['INIT_CWD'] ?? '.', folder))) {
    checked += 1;
    if (mismatches.length > 0) failed += 1;
    process.stdout.write(
      `${mismatches.length === 0 ? 'passed' : 'failed'} ${file} (${cases} cases${comparisons === 0 && mismatches.length === 0 ? ', with nothing beside it to hold it against' : ''})\n`,
    );
    for (const mismatch of mismatches) process.stdout.write(`  ${mismatch}\n`);
  }
} catch (error) {
  process.stderr.write(`VECTORS_UNREADABLE: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}
if (checked === 0) {
  process.stderr.write(`VECTORS_MISSING: no file of vectors in ${folder}\n`);
  process.exit(2);
}
process.stdout.write(`${checked - failed} files passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
