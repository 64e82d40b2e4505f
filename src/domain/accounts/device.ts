/** What a browser says it is, reduced to what a person recognises. */
export const browsers = ['firefox', 'edge', 'chrome', 'safari', 'other'] as const;
export const systems = ['android', 'ios', 'windows', 'mac', 'linux', 'other'] as const;
export type Device = { browser: (typeof browsers)[number]; system: (typeof systems)[number] };

// In this order: each names those after it too.
const browserMarks: [Device['browser'], RegExp][] = [
	['edge', /\bEdg/],
	['firefox', /\bFirefox|\bFxiOS/],
	['chrome', /\bChrome|\bCriOS|\bChromium/],
	['safari', /\bSafari/]
];
const systemMarks: [Device['system'], RegExp][] = [
	['android', /\bAndroid/],
	['ios', /\biPhone|\biPad/],
	['windows', /\bWindows/],
	['mac', /\bMac OS X|\bMacintosh/],
	['linux', /\bLinux/]
];

/** The browser and the system of a User-Agent; `other` for what is not said or not known. */
export const deviceOf = (userAgent: string | null): Device => ({
	browser: browserMarks.find(([, mark]) => mark.test(userAgent ?? ''))?.[0] ?? 'other',
	system: systemMarks.find(([, mark]) => mark.test(userAgent ?? ''))?.[0] ?? 'other'
});
