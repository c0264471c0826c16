import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { signOutAction } from "@/lib/auth/actions";
import { loadAuthor } from "@/lib/auth/loaders";

export const metadata: Metadata = { robots: { index: false } };

/** The author's side: only for those who are signed in. Every page checks again, since a layout is not a gate. */
export default async function AuthorLayout({ children }: { children: ReactNode }) {
  const author = await loadAuthor();
  const link = "flex min-h-11 items-center underline-offset-4 hover:underline";
  return (
    <>
      <div className="border-b border-line bg-sheet text-sm print:hidden">
        <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-6 px-5 sm:px-8">
          <nav aria-label="Author" className="flex gap-5">
            <Link className={link} href="/surveys">
              Surveys
            </Link>
            <Link className={link} href="/contacts">
              Address book
            </Link>
            {author.mayAdmit && (
              <Link className={link} href="/people">
                Authors
              </Link>
            )}
            {author.mayAdmit && (
              <Link className={link} href="/mail">
                Mail
              </Link>
            )}
            <Link className={link} href="/keys">
              API keys
            </Link>
          </nav>
          <form action={signOutAction} className="flex flex-wrap items-center gap-x-3">
            <span className="text-muted">{author.email}</span>
            <Button type="submit" variant="quiet" size="compact">
              Sign out
            </Button>
          </form>
        </div>
      </div>
      {children}
    </>
  );
}
