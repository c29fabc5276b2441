import { Banner, Button, Form, Page } from "../../ui/index.ts"
import type { Persona } from "../personas.ts"
import { paths } from "../paths.ts"

export function DemoPage({ personas, returnTo }: { personas: readonly Persona[]; returnTo?: string | undefined }) {
  const groups = [...new Set(personas.map((persona) => persona.group))]
  return (
    <Page title="デモの登場人物を選ぶ" width="wide" lead="選んだ人としてサインインします。パスワードは要りません。">
      <Banner kind="warning" title="ここはデモ環境です">
        <p>県も人も会社もすべて架空です。実際の個人情報や業務の情報を入力しないでください。この画面はデモ環境にだけあります。</p>
      </Banner>
      {groups.map((group) => (
        <section class="section">
          <h2>{group}</h2>
          <ul class="task-list">
            {personas
              .filter((persona) => persona.group === group)
              .map((persona) => (
                <li class="task">
                  <div class="task-words">
                    <strong>{persona.name}</strong>　{persona.who}
                    <p class="task-hint">{persona.what}</p>
                  </div>
                  <Form action={paths.demo} class="form-inline" submission="">
                    <input type="hidden" name="persona" value={persona.key} />
                    {returnTo && <input type="hidden" name="return" value={returnTo} />}
                    <Button small kind="secondary" label={`この人でサインイン：${persona.name}`}>
                      この人でサインイン
                    </Button>
                  </Form>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </Page>
  )
}
