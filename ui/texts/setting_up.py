"""The words of setting up a model: a part of ``ui.texts.watching``."""

from ui.texts.words import pairs

__all__ = ["SETTING_UP_WORDS"]

SETTING_UP_WORDS = pairs(
    settings_model=("Your model", "你的模型"),
    settings_model_why=(
        (
            "Any server that speaks the OpenAI protocol, on this machine or elsewhere. It is "
            "used by what you start in this browser, and forgotten when the server ends."
        ),
        (
            "任何兼容 OpenAI 协议的服务，本机或远程都行。只用于你在这个浏览器里开始的谈判，服务器"
            "一关就忘掉。"
        ),
    ),
    settings_coach_only=(
        "Where people sign in, only a coach sets up a model.",
        "需要登录的服务器上，只有教练能设置模型。",
    ),
    settings_presets=("On this machine", "本机常见服务"),
    settings_base_url=("Address", "地址"),
    settings_base_url_help=(
        "Up to and with /v1, without a user, a password or a query.",
        "写到 /v1 为止，不带用户名、密码和参数。",
    ),
    settings_key=("Key", "密钥"),
    settings_key_help=(
        (
            "Kept in the memory of the server only: never written to a file, never shown again. "
            "Empty for servers that want none."
        ),
        "只保存在服务器内存里：不写文件，也不再显示。不需要密钥的服务留空。",
    ),
    settings_key_kept=("Key (kept; empty leaves it as it is)", "密钥（已保存；留空则不变）"),
    settings_model_name=("Model", "模型"),
    settings_model_name_help=(
        "As the server calls it. Empty: the server is asked which there are.",
        "服务里的模型名。留空：先问服务有哪些模型。",
    ),
    settings_save=("Save and test", "保存并测试"),
    settings_test_again=("Test again", "再测一次"),
    settings_forget=("Forget it", "忘掉"),
    settings_cancel=("Cancel", "取消"),
    settings_testing=("Asking the model a few short questions …", "正在问模型几个短问题……"),
    settings_yours=("Your own model is in use.", "正在用你自己设置的模型。"),
    settings_of_server=("The model of this server is in use.", "正在用服务器设置的模型。"),
    settings_none=(
        "No model is set up. Everything works with built-in strategies; a model adds free words.",
        "还没有模型。所有功能用内置策略就能跑；有了模型，说话更自由。",
    ),
    settings_bad_address=(
        (
            "An address begins with http:// or https:// and names a server, such as "
            "http://127.0.0.1:8080/v1."
        ),
        "地址以 http:// 或 https:// 开头，并写明服务器，例如 http://127.0.0.1:8080/v1。",
    ),
    settings_bad_address_secret=(
        (
            "No user, password or query in the address: it would stand in logs. Put the key into "
            "its own field."
        ),
        "地址里不要带用户名、密码或参数，会留在日志里。密钥请填到密钥栏。",
    ),
    settings_bad_key=("A key is one word of plain letters.", "密钥是一串不带空格的普通字符。"),
    settings_bad_model=(
        "A model's name has no comma and no line break.",
        "模型名不能带逗号或换行。",
    ),
    settings_taken_name=(
        (
            "The models file of this server has a model of this name, which goes first. Choose "
            "it by its name, or call yours otherwise on your server."
        ),
        "服务器的模型文件里有同名模型，会优先使用。请直接选它，或在你的服务里换个名字。",
    ),
    settings_pick=("Models there", "那里的模型"),
    settings_pick_why=(
        "The server answers. Choose one of its models.",
        "服务有响应。请选一个模型。",
    ),
    settings_use=("Use it", "用这个"),
    settings_no_models=(
        "The server answers, but lists no model. Write its name into the field.",
        "服务有响应，但没有列出模型。请直接填模型名。",
    ),
    settings_usable=("Works: it can negotiate.", "可用：能谈判。"),
    settings_reachable=(
        "Something answers there, but this model is not usable.",
        "那里有响应，但这个模型用不了。",
    ),
    settings_key_refused=(
        "Something answers there, but it does not take this key.",
        "那里有响应，但不认这个密钥。",
    ),
    settings_unreachable=(
        "Nothing answers there. Is the server started, and the port right?",
        "那里没有响应。服务启动了吗？端口对吗？",
    ),
    settings_check=("check", "检查项"),
    settings_found=("found", "结果"),
    settings_can_chat=("answers", "能回答"),
    settings_can_json_schema=("replies in a JSON schema", "按 JSON Schema 回复"),
    settings_can_json_object=("replies as a JSON object", "按 JSON 对象回复"),
    settings_can_tool=("calls a function", "调用函数"),
    settings_can_streaming=("streams its words", "边写边传"),
    settings_is_ok=("yes", "可以"),
    settings_is_loose=("accepted, not enforced", "接受，但不强制"),
    settings_is_refused=("no", "不行"),
    settings_is_unknown=("could not be tried", "没测成"),
    settings_first_answer=("First answer", "首次回答"),
    settings_first_token=("First word", "首字"),
    settings_speed=("Speed", "速度"),
    settings_seconds=("{n:.2f} s", "{n:.2f}秒"),
    settings_tokens_a_second=("{n:.1f} tokens/s", "每秒{n:.1f}词元"),
    settings_asks_for=("Runs ask it for {rung}.", "谈判时按 {rung} 方式要回复。"),
    settings_kept=("Found out once and kept for the runs to come.", "已记下，以后的谈判直接使用。"),
    settings_found_models=("What is set up", "已有的设置"),
    settings_where=("where", "在哪里"),
    settings_knows=("known of it", "已知能力"),
    settings_not_tested=("not tested yet", "还没测过"),
    settings_default=("default", "默认"),
    settings_server=("This server", "这台服务器"),
    settings_item=("what", "项目"),
    settings_value=("is", "内容"),
    settings_runs=("folder of runs", "记录文件夹"),
    settings_database=("database of trainees", "学员数据库"),
    settings_sqlite=("SQLite, beside the runs", "SQLite，在记录旁边"),
    settings_postgresql=("PostgreSQL", "PostgreSQL 数据库"),
    settings_models_file=("file of models", "模型文件"),
    settings_no_file=("{path} (not there)", "{path}（没有）"),
    settings_cache=("cache of models", "模型能力缓存"),
    settings_version_of=("version of {name}", "{name} 版本"),
    settings_signed_in=("signing in", "登录"),
    settings_with_sign_in=("required", "需要"),
    settings_without_sign_in=("no; a browser is a trainee", "没有；一个浏览器算一个学员"),
)
