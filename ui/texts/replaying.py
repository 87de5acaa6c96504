"""The words of replaying and comparing: a part of the catalogue of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["REPLAYING_WORDS"]

REPLAYING_WORDS = pairs(
    # The list.
    replay_runs=("Runs", "谈判记录"),
    replay_n_runs=("{n:,} of {total:,} runs", "{total:,}局中的{n:,}局"),
    replay_no_match=(
        "No run fits. Take a filter away, or look for other words.",
        "没有符合条件的记录。去掉一个筛选条件，或者换个词再找。",
    ),
    replay_find_run=("Find by name, party or player", "按名称、参与方或谁来谈查找"),
    replay_scenario=("Scenario", "场景"),
    replay_order=("Sort by", "排序"),
    replay_order_newest=("newest first", "最新在前"),
    replay_order_oldest=("oldest first", "最早在前"),
    replay_order_name=("name", "名称"),
    replay_order_scenario=("scenario", "场景"),
    replay_order_frontier=("nearest to the frontier", "离有效前沿最近"),
    replay_order_joint=("largest joint result", "共同所得最多"),
    replay_more_filters=(
        "More filters: ending, who played, language",
        "更多筛选：结果、由谁来谈、语言",
    ),
    replay_ending=("Ending", "结果"),
    replay_players=("Played by", "由谁来谈"),
    replay_language=("Language of the talks", "谈判语言"),
    replay_search=("Search", "搜索"),
    replay_any=("any", "不限"),
    replay_ended_agreement=("agreement", "谈成"),
    replay_ended_walk_away=("walked away", "有人离场"),
    replay_ended_deadline=("no agreement", "没谈成"),
    replay_ended_several=("several tables", "多张桌子"),
    replay_ended_none=("not ended", "未谈完"),
    replay_ended_open=("not finished", "还没谈完"),
    replay_ended_over=("finished", "已结束"),
    replay_ended_broken=("cannot be read", "读不出来"),
    replay_practice=("my practice", "我的练习"),
    replay_person=("a person", "真人"),
    replay_uploaded=("uploaded", "上传的"),
    replay_branch=("branch", "分支"),
    replay_seed=("seed {seed}", "种子{seed}"),
    replay_got=("over the alternative: {amounts}", "比谈不成多得：{amounts}"),
    replay_profits=("profit: {amounts}", "利润：{amounts}"),
    replay_open=("Open", "打开"),
    # Bringing one along.
    replay_upload=("Bring along a run from elsewhere", "上传别处的谈判记录"),
    replay_upload_help=(
        (
            "A zip archive of a run's folder, or its files events.jsonl and run.json together. "
            "It is checked and shown to you alone, in this tab; nothing in it is run, and it is "
            "deleted when the tab is closed."
        ),
        (
            "可以上传记录文件夹的zip压缩包，也可以同时上传events.jsonl和run.json两个文件。"
            "系统会先检查，只有你在这个标签页里看得到；其中的内容不会被执行，关闭标签页后即删除。"
        ),
    ),
    replay_upload_files=("Files, {n} MB together at most", "文件，合计不超过{n} MB"),
    replay_upload_open=("Check and open", "检查并打开"),
    replay_upload_nothing=("Choose a file first.", "请先选择文件。"),
    replay_upload_heavy=(
        "That is more than {n} MB: bring one run, as a zip archive.",
        "文件超过{n} MB：请把一局记录打包成zip再上传。",
    ),
    replay_upload_both=(
        "Bring one archive, or the files of one run, not both.",
        "请只上传一个压缩包，或者只上传一局的文件，不要混在一起。",
    ),
    replay_upload_missing=(
        "This is missing: {files}. A run is a folder with run.json and events.jsonl.",
        "缺少文件：{files}。一局记录的文件夹里应有run.json和events.jsonl。",
    ),
    replay_upload_unreadable=(
        "This is no zip archive that can be read; one with a password cannot be.",
        "这个zip压缩包读不出来；加了密码的压缩包也不行。",
    ),
    replay_upload_many=(
        "There are more than {n:,} files in it: bring one run.",
        "里面的文件超过{n:,}个：请只上传一局。",
    ),
    replay_upload_runs=("There are {n} runs in it: bring one.", "里面有{n}局记录：请只上传一局。"),
    replay_upload_large=(
        "Unpacked this is more than {n} MB: too large to look at here.",
        "解压后超过{n} MB，太大，这里看不了。",
    ),
    replay_upload_gone=(
        "This run was uploaded in another tab, or too long ago: upload it again.",
        "这份记录是在别的标签页上传的，或者时间太久已经清除：请重新上传。",
    ),
    replay_no_such_run=(
        "There is no run {run} here that you may see.",
        "这里没有你可以查看的记录：{run}",
    ),
    # One run.
    replay_all=("All runs", "全部记录"),
    replay_compare=("Compare with another", "与另一局对比"),
    replay_link=("Link", "链接"),
    replay_link_help=(
        "Opens exactly this view, for whoever can reach this server and may see the run.",
        "打开的就是当前画面；对方要能访问这台服务器，并有权查看这份记录。",
    ),
    replay_forked=(
        "A branch of {run}: {table}, from turn {turn} on",
        "{run}的分支：{table}，从第{turn}次发言起",
    ),
    replay_unfinished=(
        "These talks have not ended. What you practise goes on on the screen Play.",
        "这一局还没谈完。自己的练习请到“上场”里接着谈。",
    ),
    replay_watch=("It is being played here: watch it live", "这一局正在进行：去现场观看"),
    replay_view=("What to look at", "看什么"),
    replay_view_talk=("Step by step", "逐步回放"),
    replay_view_transcript=("Read and search", "通读与搜索"),
    replay_view_events=("Events", "事件日志"),
    replay_view_calls=("Calls to models", "模型调用"),
    replay_view_usage=("Usage and cost", "用量与费用"),
    replay_view_take=("Download", "下载"),
    replay_view_branch=("Branch", "另开分支"),
    # Reading and searching.
    replay_find_words=("Search the talk", "搜索发言"),
    replay_by_party=("Who", "谁"),
    replay_by_deed=("What they did", "做了什么"),
    replay_by_finding=("Findings of conduct", "行为问题"),
    replay_deeds_offers=("offers and bids", "报价"),
    replay_deeds_words=("only words", "只说话"),
    replay_deeds_answers=("answers and votes", "表态与表决"),
    replay_deeds_leaving=("leaving", "离场"),
    replay_deeds_house=("asking its own house", "内部审批"),
    replay_deeds_referee=("the referee", "裁判宣布"),
    replay_deeds_refused=("refused moves, lost turns", "不予受理、失去发言"),
    replay_n_turns=("{n:,} of {total:,} entries", "{total:,}条中的{n:,}条"),
    replay_no_turn=(
        "No turn fits. Take a filter away, or look for other words.",
        "没有符合条件的发言。去掉一个筛选条件，或者换个词再找。",
    ),
    replay_elsewhere=("Also found at: {tables}", "在别的桌上也有：{tables}"),
    replay_to_turn=("Go to turn {n}", "跳到第{n}次发言"),
    replay_found=("found by the rules of conduct", "行为规则查出的问题"),
    replay_finding_breach=("beyond its own limits", "越过自己的底线"),
    replay_finding_leak=("private value leaked", "泄露机密数字"),
    replay_finding_false_claim=("false claim", "陈述不实"),
    replay_finding_mismatch=("words against the offer", "话与报价不符"),
    replay_finding_broken_promise=("last word broken", "最后通牒没守住"),
    replay_finding_persona_dropped=("persona dropped", "脱离角色"),
    replay_finding_missed_offer=("good offer left on the table", "放走了好报价"),
    replay_finding_missed_zopa=("a deal was possible and nobody found it", "本可成交却没找到"),
    replay_finding_irrational_refusal=("good offer refused", "拒绝了好报价"),
    replay_finding_deadlock=("standstill", "僵持"),
)
