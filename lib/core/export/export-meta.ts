/** What a synthesis does not know about its own publication: where it stands and which version it is. */
export type ExportMeta = {
  readonly url?: string | undefined;
  readonly version?: number | undefined;
  /** Calendar date or instant, ISO. */
  readonly date?: string | undefined;
  /** Hash of the published version. */
  readonly sha256?: string | undefined;
};
