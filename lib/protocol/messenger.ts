import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Messages } from './messages.ts';

/** The background's end of the request and answer messages. Pages use the smaller `createCaller`, which speaks the same frames. */
export const messenger = defineExtensionMessaging<Messages>();
