import localFont from "next/font/local";

// Everything is cut from the fonts of two npm packages, so a build needs no network. What every page needs is a small file
// of its own, preloaded: the letters of English and German, weights 400 to 700, under names that the licence leaves free
// (docs/decisions/0021). The rest is fetched by the browser when a name on the page needs it. Italic is a family of its own,
// so that it is not preloaded with the upright. A face that is not there in time waits for the next page: lines that break
// anew under a reader are worse than a first page in the system's serif. A family takes the name of its constant, and one
// called `serif` would swap late all the same.

export const serifBasic = localFont({
  src: "./serif-basic.woff2",
  weight: "400 700",
  style: "normal",
  variable: "--face-serif",
  display: "optional",
  adjustFontFallback: "Times New Roman",
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0020-007E,U+00A0,U+00A7,U+00AB,U+00B0,U+00B1,U+00B7,U+00BB,U+00C4,U+00D6,U+00D7,U+00DC,U+00DF,U+00E4,U+00E8,U+00E9,U+00F6,U+00FC,U+2009,U+2010-2015,U+2018-201A,U+201C-201E,U+2022,U+2026,U+2032,U+2033,U+2190-2193,U+2212,U+20AC",
    },
  ],
});

export const serifRest = localFont({
  src: "../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
  weight: "200 900",
  style: "normal",
  variable: "--face-serif-rest",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+00A1-00A6,U+00A8-00AA,U+00AC-00AF,U+00B2-00B6,U+00B8-00BA,U+00BC-00C3,U+00C5-00D5,U+00D8-00DB,U+00DD,U+00DE,U+00E0-00E3,U+00E5-00E7,U+00EA-00F5,U+00F7-00FB,U+00FD-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-2008,U+200A-200F,U+2016,U+2017,U+201B,U+201F-2021,U+2023-2025,U+2027-2031,U+2034-206F,U+2122,U+2215,U+FEFF,U+FFFD",
    },
  ],
});

export const serifItalic = localFont({
  src: "../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2",
  weight: "200 900",
  style: "italic",
  variable: "--face-serif-italic",
  preload: false,
  adjustFontFallback: "Times New Roman",
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    },
  ],
});

export const serifExtended = localFont({
  src: [
    {
      path: "../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-wght-normal.woff2",
      weight: "200 900",
      style: "normal",
    },
    {
      path: "../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-wght-italic.woff2",
      weight: "200 900",
      style: "italic",
    },
  ],
  variable: "--face-serif-extended",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF",
    },
  ],
});

export const sansBasic = localFont({
  src: "./sans-basic.woff2",
  weight: "400 700",
  style: "normal",
  variable: "--face-sans",
  display: "optional",
  adjustFontFallback: "Arial",
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0020-007E,U+00A0,U+00A7,U+00AB,U+00B0,U+00B1,U+00B7,U+00BB,U+00C4,U+00D6,U+00D7,U+00DC,U+00DF,U+00E4,U+00E8,U+00E9,U+00F6,U+00FC,U+2009,U+2010-2015,U+2018-201A,U+201C-201E,U+2022,U+2026,U+2032,U+2033,U+2190-2193,U+2212,U+20AC",
    },
  ],
});

export const sansRest = localFont({
  src: "../../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
  weight: "200 900",
  style: "normal",
  variable: "--face-sans-rest",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+00A1-00A6,U+00A8-00AA,U+00AC-00AF,U+00B2-00B6,U+00B8-00BA,U+00BC-00C3,U+00C5-00D5,U+00D8-00DB,U+00DD,U+00DE,U+00E0-00E3,U+00E5-00E7,U+00EA-00F5,U+00F7-00FB,U+00FD-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-2008,U+200A-200F,U+2016,U+2017,U+201B,U+201F-2021,U+2023-2025,U+2027-2031,U+2034-206F,U+2122,U+2215,U+FEFF,U+FFFD",
    },
  ],
});

export const sansExtended = localFont({
  src: "../../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-ext-wght-normal.woff2",
  weight: "200 900",
  style: "normal",
  variable: "--face-sans-extended",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF",
    },
  ],
});
