/** The files that a person chooses or drops, folders with all that is in them, without what no import reads. */

export interface GivenFile {
  /** The place in the folder that was given. */
  readonly path: string;
  readonly file: File;
}

const READ = /\.(md|markdown|mdx|html?|csv|json|docx|pdf|zip)$/i;
const MARKDOWN = /\.(md|markdown|mdx)$/i;
const PICTURE = /\.(png|jpe?g|gif|webp)$/i;
const MOST = 5_000;
const LARGEST_PICTURE_BYTES = 5 * 1024 * 1024;
/** Of all pictures: an import may have little more. */
const MOST_PICTURE_BYTES = 40 * 1024 * 1024;

/** Only what can be imported; a file that is given alone is kept, so that the server says what is wrong with it. */
export function readable(files: readonly GivenFile[]): readonly GivenFile[] {
  if (files.length === 1) return files;
  const seen = files.filter(({ path }) => !/(^|\/)\./.test(path));
  const texts = seen.filter(({ path }) => READ.test(path));
  return [...texts, ...(texts.some(({ path }) => MARKDOWN.test(path)) ? pictures(seen) : [])].slice(0, MOST);
}

/** The pictures that Markdown may show, as long as there is room for them. */
function pictures(files: readonly GivenFile[]): readonly GivenFile[] {
  let room = MOST_PICTURE_BYTES;
  return files.filter(({ path, file }) => {
    const fits = PICTURE.test(path) && file.size <= Math.min(LARGEST_PICTURE_BYTES, room);
    if (fits) room -= file.size;
    return fits;
  });
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
