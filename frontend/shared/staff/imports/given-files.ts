/** The files that a person chooses or drops, folders with all that is in them, without what no import reads. */

export interface GivenFile {
  /** The place in the folder that was given. */
  readonly path: string;
  readonly file: File;
}

const READ = /\.(md|markdown|mdx|html?|csv|json|docx|pdf|zip)$/i;
const MOST = 5_000;

/** Only what can be imported; a file that is given alone is kept, so that the server says what is wrong with it. */
export function readable(files: readonly GivenFile[]): readonly GivenFile[] {
  if (files.length === 1) return files;
  return files.filter(({ path }) => READ.test(path) && !/(^|\/)\./.test(path)).slice(0, MOST);
}

export function chosenFiles(list: FileList | null): readonly GivenFile[] {
  return readable([...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}

export async function droppedFiles(transfer: DataTransfer): Promise<readonly GivenFile[]> {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  const found = await Promise.all(entries.map(filesOf));
  return readable(found.flat());
}

async function filesOf(entry: FileSystemEntry): Promise<GivenFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ""), file }];
  }
  const inside = await everything((entry as FileSystemDirectoryEntry).createReader());
  return (await Promise.all(inside.map(filesOf))).flat();
}

/** A reader gives a folder in parts, and an empty part at the end. */
async function everything(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  return part.length === 0 ? [] : [...part, ...(await everything(reader))];
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
