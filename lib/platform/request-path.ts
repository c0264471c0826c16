/** The request header in which the proxy tells pages the path that was asked for. */
export const pathHeader = "x-consilience-path";
