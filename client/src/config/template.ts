/** The configuration that `pyrsia init` writes: every value with what it is for, as a comment, at its default. */
import { tomlOf } from './edit.ts';
import { KEYS } from './schema.ts';

const HEAD = `# Configuration of a Pyrsia node. Every value is at its default: remove the # before a key to change it, or use
# pyrsia config set. Relative paths are taken from the folder of this file. PYRSIA_<SECTION>_<KEY> in the
# environment wins over what is written here. pyrsia config show --origin says what holds, and why.
`;

export function templateToml(): string {
  const sections = [...new Set(KEYS.map((key) => key.section))].map((section) => {
    const keys = KEYS.filter((key) => key.section === section);
    return `\n[${section}]\n${keys.map((key) => `# ${key.description}\n# ${key.key} = ${tomlOf(key.default)}\n`).join('')}`;
  });
  return HEAD + sections.join('');
}
