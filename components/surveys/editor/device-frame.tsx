"use client";

import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { directionOf, type Language } from "@/lib/core/language";

export const widths = { phone: 390, laptop: 1280 } as const;
export type Device = keyof typeof widths;

/** A window of its own width within the page, scaled to the room there is, so that the widths of the look hold in it. */
export function DeviceFrame({
  title,
  width,
  language,
  children,
}: {
  /** What is seen in it, for those who hear the page. */
  title: string;
  width: number;
  language: Language;
  children: React.ReactNode;
}) {
  const frame = useRef<HTMLIFrameElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const [body, setBody] = useState<HTMLElement | null>(null);
  const [size, setSize] = useState({ scale: 1, height: 480 });

  const loaded = () => {
    const inner = frame.current?.contentDocument;
    if (!inner) return;
    // The page's own styles, faces and palette; nothing is loaded anew.
    inner.head.replaceChildren(
      ...[...document.querySelectorAll("link[rel=stylesheet], style")].map((style) =>
        inner.importNode(style, true),
      ),
    );
    inner.documentElement.className = document.documentElement.className;
    inner.body.style.minHeight = "0";
    setBody(inner.body);
  };

  useEffect(() => {
    const inner = body?.ownerDocument.documentElement;
    if (!inner) return;
    inner.lang = language;
    inner.dir = directionOf(language);
  }, [body, language]);

  useEffect(() => {
    const outer = room.current;
    if (body === null || outer === null) return;
    const measure = () =>
      setSize({
        scale: Math.min(1, outer.clientWidth / width),
        height: Math.max(160, body.offsetHeight),
      });
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    observer.observe(body);
    measure();
    return () => observer.disconnect();
  }, [body, width]);

  return (
    <div
      ref={room}
      className="overflow-hidden rounded-md border border-line"
      style={{ height: size.height * size.scale }}
    >
      <iframe
        ref={frame}
        title={title}
        // A page of its own in standards mode, into which the question is drawn.
        srcDoc="<!doctype html><title>Preview</title><body></body>"
        onLoad={loaded}
        className="origin-top-left border-0 bg-paper"
        style={{ width, height: size.height, transform: `scale(${size.scale})` }}
      />
      {body !== null && createPortal(<Inert>{children}</Inert>, body)}
    </div>
  );
}

/** What can be tried out leads nowhere: no form is sent, no link followed. */
function Inert({ children }: { children: React.ReactNode }) {
  return (
    <div
      onSubmitCapture={(event) => event.preventDefault()}
      onClickCapture={(event) => {
        if (event.target instanceof Object && isLink(event.target)) event.preventDefault();
      }}
    >
      {children}
    </div>
  );
}

/** Whether something stands in a link; its window has classes of its own, so they are not asked. */
function isLink(target: EventTarget): boolean {
  return "closest" in target && (target as Element).closest("a[href]") !== null;
}
