/** One package version: what was published, from what, by whom, and the proof of it. A package lists its versions. */
import type { JSX } from 'preact';
import { type ApiError, type Artifact, api, type Build, type Package, type Publication } from '../api.ts';
import { BuildResults } from '../build-results.tsx';
import { formatBytes, formatTime, mavenPath, purlParts, shortHex } from '../format.ts';
import { Badge, Card, Fact, Facts, Heading, Hex, Loading, Notice, PurlLink, Snippet, To, Trouble } from '../parts.tsx';
import type { Asked } from '../proof/report.ts';
import { ProofCard } from '../proof-card.tsx';
import { type Loaded, useJson } from '../use-json.ts';

export function PublicationPage({ purl }: { readonly purl: string }): JSX.Element {
  return <Answer answer={useJson<Publication | Package>(api('publications', purl))} asked={{ purl }} />;
}

/** Of a file's digest: the publication that has it. */
export function ArtifactPage({ sha256 }: { readonly sha256: string }): JSX.Element {
  return <Answer answer={useJson<Publication>(api('artifacts', sha256))} asked={{ sha256 }} />;
}

/** That there is nothing can be proven of a package version, not of a digest. */
function Missing({ error, asked: { purl } }: { readonly error: ApiError; readonly asked: Asked }): JSX.Element {
  if (error.status !== 404) return <Trouble error={error} />;
  return (
    <>
      <Notice tone="plain" title="Not published">
        <p>The network has published nothing of that name or digest, as of the newest header that this node verified. The node serves no file of it.</p>
      </Notice>
      {purl && <ProofCard publication={{ purl, status: 'not_published' }} asked={{ purl }} />}
    </>
  );
}

/** A node that answers something else may even have a proof of that. */
function isAnother(value: Publication | Package, { purl, sha256 }: Asked): boolean {
  if (sha256 !== undefined) return !('purl' in value) || !value.artifacts?.some((file) => file.sha256 === sha256);
  return purl !== ('purl' in value ? value.purl : value.package);
}

function Answer({ answer: { value, error }, asked }: { readonly answer: Loaded<Publication | Package>; readonly asked: Asked }): JSX.Element {
  const purl = value !== undefined && 'purl' in value ? value.purl : asked.purl;
  const { namespace, type, name, version } = purlParts(purl ?? `File ${shortHex(asked.sha256 ?? '')}`);
  const kicker = [type, namespace].filter((part) => part !== '').join(' · ');
  return (
    <>
      <Heading title={`${name} ${version}`.trim()} kicker={kicker}>
        {value !== undefined && 'purl' in value && <Standing publication={value} />}
      </Heading>
      {error && !value && <Missing error={error} asked={asked} />}
      {!value && !error && <Loading />}
      {value && isAnother(value, asked) && (
        <Notice tone="bad" title="Not what was asked for">
          <p>The node answered with something else than {asked.purl ?? `the file ${asked.sha256}`}. Do not use it.</p>
        </Notice>
      )}
      {value && ('purl' in value ? <Whole publication={value} asked={asked} /> : <Versions answer={value} />)}
    </>
  );
}

function Versions({ answer }: { readonly answer: Package }): JSX.Element {
  const versions = (answer.versions ?? []).filter((version) => typeof version === 'string');
  return (
    <Card id="versions" title={versions.length === 0 ? 'No version is published' : 'Published versions'}>
      <ol class="rows">
        {versions.map((version) => (
          <li key={version}>
            <span class="about">
              <PurlLink purl={`${answer.package}@${encodeURIComponent(version)}`} />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Standing({ publication: { status, majority } }: { readonly publication: Publication }): JSX.Element {
  return (
    <p class="lead">
      <Badge tone={status === 'published' ? 'good' : 'bad'}>{status ?? 'unknown'}</Badge>{' '}
      {majority !== undefined && (
        <span>
          <b>
            {majority.matched} of {majority.electorate}
          </b>{' '}
          build nodes got the same bytes from the same source, each alone.
        </span>
      )}
    </p>
  );
}

function Whole({ publication, asked }: { readonly publication: Publication; readonly asked: Asked }): JSX.Element {
  const { build_id: buildId } = publication;
  const { value: build, error } = useJson<Build>(buildId === undefined ? undefined : api('builds', buildId));
  return (
    <>
      {publication.status === 'revoked' && (
        <Notice tone="bad" title="Revoked">
          <p>The build nodes voted that this version must not be used any more. This node does not serve its files.</p>
        </Notice>
      )}
      <Files publication={publication} wanted={asked.sha256} />
      <ProofCard publication={publication} asked={asked} />
      <Card id="nodes" title="Build nodes" aside={buildId && <To route={{ page: 'build', id: buildId }}>The build</To>}>
        <BuildResults build={build} matched={publication.majority?.nodes} />
        {error && <p class="dim">Only who matched is known: {error.message}</p>}
      </Card>
      <Source publication={publication} recipe={build?.recipe} />
      <Timeline publication={publication} build={build} />
    </>
  );
}

function Files({ publication, wanted }: { readonly publication: Publication; readonly wanted: string | undefined }): JSX.Element {
  const files = publication.artifacts ?? [];
  return (
    <Card id="files" title={files.length === 1 ? 'File' : `${files.length} files`}>
      <ul class="files">
        {files.map((file) => (
          <File
            key={file.name}
            file={file}
            path={publication.status === 'published' ? mavenPath(publication.purl, file.name) : undefined}
            isWanted={file.sha256 === wanted}
          />
        ))}
      </ul>
    </Card>
  );
}

function File({ file, path, isWanted }: { readonly file: Artifact; readonly path: string | undefined; readonly isWanted: boolean }): JSX.Element {
  return (
    <li>
      <span>
        {path === undefined ? (
          file.name
        ) : (
          <a href={path} download={file.name}>
            {file.name}
          </a>
        )}{' '}
        {isWanted && <Badge tone="plain">the file you asked for</Badge>}
      </span>
      <span class="dim size">{formatBytes(file.size)}</span>
      <span class="digest">
        <span class="dim">sha256</span> <Hex hex={file.sha256} what={`sha256 of ${file.name}`} ends={10} />
      </span>
    </li>
  );
}

function Source({ publication, recipe }: { readonly publication: Publication; readonly recipe: unknown }): JSX.Element {
  const { source, source_sha256: sha256, source_mapping: mapping, recipe_digest: recipeDigest } = publication;
  return (
    <Card id="source" title="Source and recipe">
      <Facts>
        {source && (
          <Fact name="Source">
            <code>{source}</code>
          </Fact>
        )}
        {sha256 && (
          <Fact name="Its sha256">
            <Hex hex={sha256} what="sha256 of the source" />
          </Fact>
        )}
        {mapping && (
          <Fact name="Allowed by">
            <code>{mapping}</code>
          </Fact>
        )}
        {recipeDigest && (
          <Fact name="Recipe">
            <Hex hex={recipeDigest} what="digest of the recipe" />
          </Fact>
        )}
      </Facts>
      {recipe !== undefined && (
        <details>
          <summary>The recipe that every build node followed</summary>
          <Snippet text={JSON.stringify(recipe, null, 2)} what="recipe" />
        </details>
      )}
    </Card>
  );
}

export interface Moment {
  readonly height: string;
  readonly says: string;
}

/** What happened, in order of heights. */
export function momentsOf(publication: Publication, build: Build | undefined): Moment[] {
  const byHeight = new Map<string, number>();
  for (const { height } of build?.reveals ?? []) if (height !== undefined) byHeight.set(height, (byHeight.get(height) ?? 0) + 1);
  const moments: Array<Moment | undefined> = [
    build?.requested_at_height === undefined ? undefined : { height: build.requested_at_height, says: `Build requested, attempt ${build.attempt ?? 1}` },
    ...[...byHeight].map(([height, nodes]) => ({ height, says: `${nodes} ${nodes === 1 ? 'build node shows its result' : 'build nodes show their results'}` })),
    publication.height === undefined ? undefined : { height: publication.height, says: `Published as log entry ${publication.log_index}` },
    publication.verified_at_height === undefined ? undefined : { height: publication.verified_at_height, says: 'Proven by the header that this node verified' },
  ];
  return moments.filter((moment) => moment !== undefined).sort((a, b) => Number(a.height) - Number(b.height));
}

function Timeline({ publication, build }: { readonly publication: Publication; readonly build: Build | undefined }): JSX.Element {
  return (
    <Card id="timeline" title="Timeline">
      <ol class="timeline">
        {momentsOf(publication, build).map(({ height, says }) => (
          <li key={`${height} ${says}`}>
            <span class="dim">height {height}</span>
            <span>
              {says}
              {publication.height === height && says.startsWith('Published') && <span class="dim"> · {formatTime(publication.published_at)}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
