// A sign-in provider for the journeys, on this machine only: node provider.mjs PORT REDIRECT_ADDRESS SECRET
// Whoever types an address as their login has that address; it counts as checked unless it begins with "unchecked".
import { Provider } from "oidc-provider";

const [port, back, secret] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [{ client_id: "frankpledge", client_secret: secret, redirect_uris: [back] }],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  cookies: { keys: [secret] },
  findAccount: (_context, login) => ({
    accountId: login,
    claims: () => ({
      sub: login,
      email: login,
      email_verified: !login.startsWith("unchecked"),
      name: `Somebody of ${login.split("@")[1]}`,
    }),
  }),
});

provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
