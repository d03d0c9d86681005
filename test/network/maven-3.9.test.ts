/** The Maven front with an mvn that takes checksums from the headers of answers. */
import { ensureMaven } from '../maven-distribution.ts';
import { testMaven } from './maven-client-cases.ts';

const MAVEN_39 = {
  version: '3.9.11',
  sha512: 'bcfe4fe305c962ace56ac7b5fc7a08b87d5abd8b7e89027ab251069faebee516b0ded8961445d6d91ec1985dfe30f8153268843c89aa392733d1a3ec956c9978',
};

testMaven('3.9', () => ensureMaven(MAVEN_39));
