/** Brings files of this computer into the project. */
import { post } from "./server";

/** A file that was made of what was brought, and what was assumed or left out on the way. */
export interface Made { path: string; warnings?: string[] }

/** Return a file's bytes as base64, in pieces that fit an argument list. */
async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let i = 0; i < bytes.length; i += 32_768) text += String.fromCharCode(...bytes.subarray(i, i + 32_768));
  return btoa(text);
}

/** Bring a file in; its ending says what it is. */
export const bringIn = async (file: File): Promise<Made> => await post<Made>("/api/import", { name: file.name, content_base64: await base64(file) });
