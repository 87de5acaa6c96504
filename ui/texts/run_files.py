"""The words of what a run's files hold, and of taking and branching it: a part of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["RUN_FILES_WORDS"]

RUN_FILES_WORDS = pairs(
    # The files.
    replay_event_kind=("Kind of event", "事件种类"),
    replay_n_events=("{n:,} of {total:,} events", "{total:,}个事件中的{n:,}个"),
    replay_no_calls=(
        "No model was asked in this run: strategies and people played it.",
        "这一局没有调用模型：由内置策略或真人来谈。",
    ),
    replay_only_failed=("Only with failures", "只看出过错的"),
    replay_whole_prompt=("Whole conversation", "完整对话"),
    replay_whole_prompt_help=(
        "Each call sends everything said so far. Otherwise only what is new in it is shown.",
        "每次调用都会把之前的对话全部发送一遍。不勾选时只显示新增部分。",
    ),
    replay_n_calls=("{n:,} of {total:,} calls", "{total:,}次调用中的{n:,}次"),
    replay_call=("Call {n} · turn {turn}", "第{n}次调用 · 第{turn}次发言"),
    replay_call_failed=(
        "Call {n} · turn {turn} · no reply",
        "第{n}次调用 · 第{turn}次发言 · 没有回复",
    ),
    replay_was_carried=(
        "Taken over from the run that this one branched off: it was not paid for again.",
        "沿用原局的回复，没有再次付费。",
    ),
    replay_known_messages=(
        "{n} messages before, already sent in earlier calls.",
        "之前{n}条消息已在前面的调用中发送过。",
    ),
    replay_role_system=("instructions", "指令"),
    replay_role_user=("to the model", "发给模型"),
    replay_role_assistant=("from the model", "模型先前的回复"),
    replay_reasoning=("what the model thought aloud", "模型的思考过程"),
    replay_reply=(
        "Reply · {seconds:.1f} s · {tokens_in:,} tokens in, {tokens_out:,} out",
        "回复 · {seconds:.1f}秒 · 输入{tokens_in:,}个词元，输出{tokens_out:,}个",
    ),
    replay_fault=("Failed: {kind} {message}", "失败：{kind} {message}"),
    # Usage.
    replay_model=("model", "模型"),
    replay_calls=("calls", "调用"),
    replay_carried=("taken over", "沿用"),
    replay_failed=("failed attempts", "失败尝试"),
    replay_tokens_in=("tokens in", "输入词元"),
    replay_tokens_cached=("of them cached", "其中命中缓存"),
    replay_tokens_out=("tokens out", "输出词元"),
    replay_seconds=("mean time", "平均用时"),
    replay_cost=("cost", "费用"),
    replay_total=("all together", "合计"),
    replay_no_price=("price not known", "价格未知"),
    replay_usage_help=(
        (
            "Cost by the prices at the time of the call, else by those set up today; what was "
            "taken over from another run costs nothing. Tokens that a server did not count are "
            "estimated from the length of the text."
        ),
        (
            "费用按调用当时的价格计算，没有记录的按现在设置的价格；沿用原局的回复不计费。"
            "服务器没有统计的词元数按文本长度估算。"
        ),
    ),
    replay_asked_at=("{model} was asked at {where}", "{model}的接口地址：{where}"),
    # Taking away.
    replay_take_help=(
        "A file is written when you press its button, with the scores of today's simulator.",
        "点击后才生成文件，分数由当前版本的模拟器计算。",
    ),
    replay_with_notes=("With private notes", "包含心里话"),
    replay_with_notes_help=(
        "What seats noted for themselves; in Markdown and HTML.",
        "各席位写给自己的内容；用于Markdown和HTML。",
    ),
    replay_form_md=("Markdown", "Markdown文档"),
    replay_form_md_help=("The talk and its scorecard, as text.", "谈判过程和计分卡，文本格式。"),
    replay_form_html=("HTML", "HTML网页"),
    replay_form_html_help=(
        "The same as a page, to print or to send.",
        "同样的内容，网页格式，便于打印或转发。",
    ),
    replay_form_csv=("CSV", "CSV表格"),
    replay_form_csv_help=(
        "A row for each event, for a spreadsheet.",
        "每个事件一行，可用表格软件打开。",
    ),
    replay_form_json=("JSON", "JSON数据"),
    replay_form_json_help=(
        "Record, events and scorecard in one document.",
        "设置、事件和计分卡合在一个文件里。",
    ),
    replay_form_inspect=("Inspect log", "Inspect日志"),
    replay_form_inspect_help=(
        "Opens in Inspect AI, prompts included.",
        "可在Inspect AI中打开，含提示词。",
    ),
    # Branching.
    replay_branch_help=(
        (
            "Begin a run that is the same up to a turn, let others play on from there, and watch "
            "it. This run stays as it is."
        ),
        "从某次发言起另开一局，换人接着谈，并现场观看。原来的记录不变。",
    ),
    replay_branch_turn=("First turn to be played anew, 1 to {n}", "从第几次发言起重谈，1到{n}"),
    replay_branch_seat=("{party}, so far played by {who}", "{party}，原来由{who}来谈"),
    replay_branch_who=("Who plays on", "由谁接着谈"),
    replay_branch_same=("as before", "不换人"),
    replay_branch_go=("Branch and watch", "另开并观看"),
)
