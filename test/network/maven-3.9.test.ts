/** The Maven front with an mvn that takes checksums from the headers of answers. */
import { ensureMaven, MAVEN_39 } from '../maven-distribution.ts';
import { testMaven } from './maven-client-cases.ts';

testMaven('3.9', () => ensureMaven(MAVEN_39));
