/** The Maven front with the mvn of Debian. */
import { testMaven } from './maven-client-cases.ts';

testMaven('3.8', async () => 'mvn');
