/**
 * Maven's settings.xml (maven.apache.org/settings.html): a mirror, and a profile in which checksums that do not fit are
 * failures. Changed by text, between comments of our own, so that everything else stays as it is. The mirror is put first:
 * Maven takes the first that fits.
 */
import { ClientError } from '../../errors.ts';
import type { ClientSetup } from './client-file.ts';

const BEGIN = '<!-- pyrsia: begin -->';
const END = '<!-- pyrsia: end -->';
const OURS = new RegExp(`\\n[ \\t]*${BEGIN}[\\s\\S]*?${END}`, 'g');
/** In the place of an element without content. */
const WAS = /<!-- pyrsia: was (<[^>]*>) -->/g;
const EMPTY = '<settings>\n</settings>\n';
const PLAIN_ID = /^[A-Za-z0-9_.-]+$/;
const MIRROR_OF = /^[A-Za-z0-9_.*:!,-]+$/;

export function mavenSetup(nodeUrl: string, mirrorOf: string): ClientSetup {
  if (!MIRROR_OF.test(mirrorOf))
    throw new ClientError('USAGE', { option: '--mirror-of', value: mirrorOf.slice(0, 100), wanted: 'Maven ids, with commas between' });
  const url = escaped(`${nodeUrl}/maven2`);
  // The policy of a mirrored repository is that of the repository: this one is the whole of what the mirror stands for, or its heart.
  const repository = PLAIN_ID.test(mirrorOf) ? mirrorOf : 'central';
  return {
    apply(before) {
      const text = remove(before === undefined || before.trim() === '' ? EMPTY : before);
      return [
        ['mirrors', mirrorXml(url, mirrorOf)],
        ['profiles', profileXml(url, repository)],
        ['activeProfiles', '<activeProfile>pyrsia</activeProfile>'],
      ].reduce((now, [element, content]) => inserted(now, element as string, content as string), text);
    },
    remove,
    notes:
      mirrorOf === '*'
        ? ['Every repository goes to the node, so what is not published fails; --mirror-of says otherwise.']
        : [`Repositories other than ${mirrorOf} do not go to the node: what comes from them is not verified.`],
  };
}

const remove = (text: string): string => text.replaceAll(OURS, '').replaceAll(WAS, '$1');

const mirrorXml = (url: string, mirrorOf: string): string => `<mirror>
  <id>pyrsia</id>
  <mirrorOf>${mirrorOf}</mirrorOf>
  <url>${url}</url>
</mirror>`;

function profileXml(url: string, id: string): string {
  const repository = (element: string): string => `<${element}>
  <id>${id}</id>
  <url>${url}</url>
  <releases><enabled>true</enabled><checksumPolicy>fail</checksumPolicy></releases>
  <snapshots><enabled>false</enabled></snapshots>
</${element}>`;
  return `<profile>
  <id>pyrsia</id>
  <repositories>
${indented(repository('repository'), 4)}
  </repositories>
  <pluginRepositories>
${indented(repository('pluginRepository'), 4)}
  </pluginRepositories>
</profile>`;
}

/** As the first child of this child of `settings`, which is made if there is none. */
function inserted(text: string, element: string, content: string): string {
  const visible = text.replaceAll(/<!--[\s\S]*?-->/g, (comment) => ' '.repeat(comment.length));
  const opened = new RegExp(`<${element}(\\s[^>]*?)?(/?)>`).exec(visible);
  if (opened !== null && opened[2] !== '/') {
    const at = opened.index + opened[0].length;
    return text.slice(0, at) + ours(content, 4) + text.slice(at);
  }
  const whole = ours(`<${element}>\n${indented(content, 2)}\n</${element}>`, 2);
  if (opened !== null) {
    const [empty] = opened;
    // It would end the comment.
    if (empty.includes('--')) throw new ClientError('USAGE', { element: empty.slice(0, 100), what: 'write it with a begin and an end, then again' });
    return `${text.slice(0, opened.index)}<!-- pyrsia: was ${empty} -->${whole}${text.slice(opened.index + empty.length)}`;
  }
  const end = visible.lastIndexOf('</settings>');
  if (end === -1) throw new ClientError('USAGE', { what: 'the file is no Maven settings.xml: it has no </settings>' });
  const line = visible.lastIndexOf('\n', end);
  const at = line === -1 || text.slice(line, end).trim() !== '' ? end : line;
  return text.slice(0, at) + whole + text.slice(at);
}

const ours = (content: string, depth: number): string => `\n${indented(`${BEGIN}\n${content}\n${END}`, depth)}`;
const indented = (text: string, depth: number): string => text.replaceAll(/^/gm, ' '.repeat(depth));
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
