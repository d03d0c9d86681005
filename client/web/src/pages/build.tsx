/** One build, as it goes. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api, type Build } from '../api.ts';
import { BuildResults, Phase } from '../build-results.tsx';
import { purlParts } from '../format.ts';
import { Card, Fact, Facts, Heading, Hex, Loading, PurlLink, Snippet, To, Trouble } from '../parts.tsx';
import { useJson } from '../use-json.ts';

const EVERY_MS = 2_000;
const DECIDED = ['published', 'refused', 'expired'];

export function BuildPage({ id }: { readonly id: string }): JSX.Element {
  const [isDecided, setIsDecided] = useState(false);
  const { value: build, error } = useJson<Build>(api('builds', id), isDecided ? 0 : EVERY_MS);
  useEffect(() => setIsDecided(DECIDED.includes(build?.phase ?? '')), [build?.phase]);
  return (
    <>
      <Heading title={build === undefined ? 'Build' : `Build of ${purlParts(build.purl).name} ${purlParts(build.purl).version}`} />
      {error && !build && <Trouble error={error} />}
      {!build && !error && <Loading />}
      {build && (
        <>
          <Card id="state" title="State" aside={<Phase phase={build.phase} />}>
            <Facts>
              <Fact name="Package">
                <PurlLink purl={build.purl} />
              </Fact>
              <Fact name="Attempt">{build.attempt ?? '–'}</Fact>
              <Fact name="Requested">at height {build.requested_at_height ?? '–'}</Fact>
              <Fact name="Decided">{isDecided ? `at height ${build.decided_at_height}` : 'not yet'}</Fact>
              {build.log_index && (
                <Fact name="Log entry">
                  <To route={{ page: 'entry', index: build.log_index }}>{build.log_index}</To>
                </Fact>
              )}
              <Fact name="Build id">
                <Hex hex={build.build_id} what="build id" />
              </Fact>
            </Facts>
          </Card>
          <Card id="results" title="Build nodes">
            <BuildResults build={build} />
          </Card>
          {build.recipe !== undefined && (
            <Card id="recipe" title="Recipe">
              <Snippet text={JSON.stringify(build.recipe, null, 2)} what="recipe" />
            </Card>
          )}
        </>
      )}
    </>
  );
}
