/** Configuration files of nodes, as TOML: sections of plain values. */
export type TomlValue = string | number | boolean | readonly string[];
export type TomlSections = Readonly<Record<string, Readonly<Record<string, TomlValue>>>>;

export function sectionsToml(sections: TomlSections): string {
  const blocks = Object.entries(sections).map(([name, values]) => {
    const lines = Object.entries(values).map(([key, value]) => `${key} = ${valueToml(value)}\n`);
    return `[${name}]\n${lines.join('')}`;
  });
  return blocks.join('\n');
}

/** JSON's strings, numbers and truths are TOML's, but for one character. */
const valueToml = (value: TomlValue): string =>
  typeof value === 'object' ? `[${value.map(valueToml).join(', ')}]` : JSON.stringify(value).replaceAll('\x7f', '\\u007f');
