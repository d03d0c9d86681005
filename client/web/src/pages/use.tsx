/** How to use this node from each client. */
import type { JSX } from 'preact';
import { Card, Heading, Snippet } from '../parts.tsx';

export function UsePage(): JSX.Element {
  const base = location.origin;
  return (
    <>
      <Heading title="Use this node">
        <p class="lead">
          Build tools take this node for an ordinary repository at <code>{base}/maven2</code>. It gives only what is published and proven; every byte is checked
          before it is sent.
        </p>
      </Heading>
      <Card id="maven" title="Maven">
        <p>
          In <code>~/.m2/settings.xml</code>. <code>pyrsia setup maven --write</code> does this for you, and keeps a copy of the old file.
        </p>
        <Snippet what="Maven settings" text={mavenSettings(base)} />
      </Card>
      <Card id="gradle" title="Gradle">
        <p>
          In <code>settings.gradle.kts</code>.
        </p>
        <Snippet what="Gradle settings" text={gradleSettings(base)} />
      </Card>
      <Card id="docker" title="Docker">
        <p>
          There is no Docker front in this version. <code>pyrsia setup docker</code> prints what names this node as a mirror once there is one.
        </p>
      </Card>
      <Card id="curl" title="One file, by hand">
        <p>
          Take a file, then verify it. <code>pyrsia verify</code> starts from the trust root in your own network file, so neither this node nor this page has to
          be believed.
        </p>
        <Snippet what="commands" text={byHand(base)} />
        <p class="dim">It ends with 0 if the file is proven, 1 if it is disproven, 2 if that cannot be told.</p>
      </Card>
      <Card id="api" title="Programs">
        <p>
          Everything on this page comes from <code>{base}/api/v1</code>, described at <a href="api/v1/openapi.json">api/v1/openapi.json</a>. Reading is open;
          what changes something needs the token of the node.
        </p>
      </Card>
    </>
  );
}

const mavenSettings = (base: string): string => `<settings>
  <mirrors>
    <mirror>
      <id>pyrsia</id>
      <mirrorOf>pyrsia</mirrorOf>
      <url>${base}/maven2</url>
    </mirror>
  </mirrors>
  <profiles>
    <profile>
      <id>pyrsia</id>
      <repositories>
        <repository>
          <id>pyrsia</id>
          <url>${base}/maven2</url>
        </repository>
      </repositories>
    </profile>
  </profiles>
  <activeProfiles>
    <activeProfile>pyrsia</activeProfile>
  </activeProfiles>
</settings>`;

const gradleSettings = (base: string): string => `dependencyResolutionManagement {
    repositories {
        maven {
            url = uri("${base}/maven2")
${base.startsWith('http:') ? '            isAllowInsecureProtocol = true\n' : ''}        }
    }
}`;

const byHand = (base: string): string => `curl -fLO ${base}/maven2/GROUP/ARTIFACT/VERSION/ARTIFACT-VERSION.jar
pyrsia --node ${base} --network-file network.json verify ARTIFACT-VERSION.jar`;
