/** A file system of its own that can be told to take nothing for a while. Needs root and a loop device. */
import { spawnSync } from 'node:child_process';
import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';

export class StalledDisk {
  readonly folder: string;
  private readonly image: string;
  private isFrozen = false;

  private constructor(folder: string, image: string) {
    this.folder = folder;
    this.image = image;
  }

  /** Undefined where this machine cannot do it. */
  static async mount(folder: string, bytes: number): Promise<StalledDisk | undefined> {
    const image = `${folder}.img`;
    await mkdir(folder, { recursive: true });
    await writeFile(image, '');
    await truncate(image, bytes);
    const isMounted = succeeds('mkfs.ext4', '-q', '-F', image) && succeeds('mount', '-o', 'loop', image, folder);
    return isMounted ? new StalledDisk(folder, image) : undefined;
  }

  freeze(): void {
    if (!succeeds('fsfreeze', '--freeze', this.folder)) throw new Error('fsfreeze failed');
    this.isFrozen = true;
  }

  thaw(): void {
    if (this.isFrozen && !succeeds('fsfreeze', '--unfreeze', this.folder)) throw new Error('fsfreeze failed');
    this.isFrozen = false;
  }

  async unmount(): Promise<void> {
    if (!succeeds('umount', this.folder)) throw new Error(`cannot unmount ${this.folder}`);
    await rm(this.image);
  }
}

const succeeds = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
