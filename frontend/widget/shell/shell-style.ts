/** Looks of the launcher and the frame, for a constructed stylesheet: that needs no exception in the host page's policy. */
export const shellStyle = `:host{all:initial;position:fixed;z-index:2147483000;inset:auto 20px 20px auto;width:58px;height:58px;--a:#0c6a60;--t:#fff}
:host([data-position=left]){inset:auto auto 20px 20px}
p{position:absolute;bottom:70px;right:0;display:flex;width:max-content;max-width:min(280px,calc(100vw - 40px));margin:0;border-radius:14px;background:#fff;color:#16211f;box-shadow:0 6px 24px #10201d47;font:15px/1.4 system-ui,sans-serif}
:host([data-position=left]) p{right:auto;left:0}
@media (prefers-color-scheme:dark){p{background:#18201f;color:#e8efed}}
p button{flex:1;width:auto;height:auto;min-width:44px;min-height:44px;padding:10px 4px 10px 16px;border-radius:14px;background:none;color:inherit;box-shadow:none;display:block}
p button+button{flex:none;padding:10px 0;text-align:center}
button{all:unset;box-sizing:border-box;position:relative;width:100%;height:100%;border-radius:50%;background:var(--a);color:var(--t);cursor:pointer;display:grid;place-items:center;box-shadow:0 4px 18px #10201d4d}
button:hover{filter:brightness(1.12)}button:focus-visible{outline:3px solid #0b7de0;outline-offset:3px}
svg{width:28px;height:28px;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
b{position:absolute;inset:-4px -4px auto auto;min-width:10px;height:22px;padding:0 6px;border-radius:11px;background:#b3261e;color:#fff;font:600 13px/22px system-ui,sans-serif;text-align:center}
[hidden]{display:none!important}
iframe{position:absolute;bottom:70px;right:0;width:400px;max-width:calc(100vw - 40px);height:min(680px,calc(100vh - 110px));border:0;border-radius:16px;background:#f4f6f5;box-shadow:0 8px 40px #10201d47}
:host([data-position=left]) iframe{right:auto;left:0}
@media (prefers-color-scheme:dark){iframe{background:#101615}}
@media (max-width:520px),(max-height:480px){:host iframe{position:fixed;inset:0!important;width:100%;max-width:none;height:100vh;height:100dvh;border-radius:0}:host([open]) button{display:none}}
@media (prefers-reduced-motion:no-preference){iframe{animation:i .2s ease-out}@keyframes i{from{opacity:0;transform:translateY(12px)}}}
@media print{:host{display:none}}`;
