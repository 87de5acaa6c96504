"""The words of evals: a part of the catalogue of ``ui.texts``."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.domain.values import Text
from ui.texts.evals_comparing import EVALS_COMPARING_WORDS
from ui.texts.words import pairs

__all__ = ["EVALS_WORDS"]

_OWN = pairs(
    # Which results there are, and playing new ones.
    evals_tagline=(
        "Measure who negotiates well: many short talks, the same for everybody, scored by rule.",
        "测一测谁更会谈：同样的谈判反复进行，人人条件一致，按规则打分。",
    ),
    evals_none_yet=(
        "No results here yet. The smoke suite takes ten seconds and needs no model and no key.",
        "这里还没有评测结果。跑一遍冒烟测试集大约十秒，不需要模型，也不需要密钥。",
    ),
    evals_ask_coach=("On this server coaches play suites.", "在这台服务器上由教练来跑测试集。"),
    evals_or_terminal=("Or in a terminal:", "也可以在终端里运行："),
    evals_start=("Play the smoke suite", "跑冒烟测试集"),
    evals_start_help=(
        "160 short talks between built-in strategies, in a folder of their own.",
        "内置策略之间的160场短谈判，结果存进单独的文件夹。",
    ),
    evals_start_other=("Another suite", "其他测试集"),
    evals_suite=("Suite", "测试集"),
    evals_seeds=("Seeds, each another world", "随机种子数（每个种子换一个市场）"),
    evals_no_model=(
        "Built-in strategies play. To measure a model, add --contestant llm in a terminal.",
        "由内置策略出场。要评测模型，请在终端里加上 --contestant llm。",
    ),
    evals_play=("Play it", "开始"),
    evals_status_starting=("Getting ready ...", "正在准备……"),
    evals_status_playing=("{n} of {cases} cases played", "已完成{n}局，共{cases}局"),
    evals_stop=("Stop", "停止"),
    evals_go_on=("Go on with what is left", "接着跑完剩下的"),
    evals_go_on_there=(
        "Not finished. It goes on with its own suite file, or its models, in a terminal:",
        "还没跑完。它用了自带的测试集文件或模型，请在终端里接着跑：",
    ),
    evals_failed=(
        "The suite stopped. What was played is kept; the reason:",
        "测试集中途停了。已经谈完的都保留着；原因是：",
    ),
    evals_which=("Results", "评测结果"),
    evals_all=("All results here ({n})", "这里的全部结果（{n}份）"),
    evals_folder=("folder", "文件夹"),
    evals_cases=("cases with a result", "已有结果的局数"),
    evals_state=("state", "状态"),
    evals_when=("last changed", "最后更新"),
    evals_state_playing=("being played", "正在进行"),
    evals_state_complete=("complete", "已完成"),
    evals_state_unfinished=("not finished", "未完成"),
    evals_state_unreadable=("cannot be read", "无法读取"),
    evals_unreadable=(
        "These results are of another version, or damaged.",
        "这份结果来自别的版本，或者已经损坏。",
    ),
    evals_no_results=(
        "No case has a result yet. They appear here when some have.",
        "还没有任何一局出结果。有了就会显示在这里。",
    ),
    # One of them.
    evals_view=("Look at", "查看"),
    evals_view_results=("Results", "结果"),
    evals_view_cases=("Cases", "逐局查看"),
    evals_view_compare=("Compare", "对比"),
    evals_view_files=("Files", "文件"),
    evals_metric=("Metric", "指标"),
    evals_n_cases=("Cases", "总局数"),
    evals_n_played=("Played", "已谈完"),
    evals_n_failed=("Could not be played", "未能进行"),
    evals_n_failed_help=(
        "The endpoint, the machine or a bug was at fault: such cases count for nobody.",
        "问题出在模型接口、机器或程序本身：这些局不计入任何一方的成绩。",
    ),
    evals_n_contestants=("Contestants", "参评者"),
    evals_reading=("Reading the results ...", "正在读取结果……"),
    evals_comparing=("Comparing everybody with everybody ...", "正在两两比较……"),
    evals_headline=("Main figures", "主要指标"),
    evals_interval_note=(
        "In brackets the 95% interval, clustered by scenario. A dash: nothing to measure.",
        "括号里是按场景聚类的95%区间。短横线表示无从测量。",
    ),
    evals_intervals=("One metric, closer", "单项指标"),
    evals_intervals_alt=(
        "Each contestant's value as a dot, its 95% interval as a line",
        "各参评者的数值（圆点）与95%区间（横线）",
    ),
    evals_split_by=("Split by", "分组方式"),
    evals_no_split=("nothing", "不分组"),
    evals_split=("part", "分组"),
    evals_value=("value", "数值"),
    evals_low=("95% from", "95%区间下限"),
    evals_high=("95% to", "95%区间上限"),
    evals_n=("seats", "席次"),
    evals_no_value=("No case says anything about this metric.", "没有任何一局能测出这项指标。"),
    evals_too_many_parts=(
        "That makes more than {n} parts, too many for one chart: look at them under Cases.",
        "分出来超过{n}组，一张图放不下：请到“逐局查看”里看。",
    ),
    evals_off_scale=("Off the scale of the chart: {names}", "超出图的刻度范围：{names}"),
    evals_best_high=(
        "Best here: {name}, {value}. Higher is better.",
        "最好的是{name}：{value}。越高越好。",
    ),
    evals_best_low=(
        "Best here: {name}, {value}. Lower is better.",
        "最好的是{name}：{value}。越低越好。",
    ),
    evals_all_below=("all below", "以下全部"),
    evals_board=("Who is ahead", "排行榜"),
    evals_ranks=("ranks it may have", "可能的名次"),
    evals_ahead_of=("ahead of, resolved", "明确领先于"),
    evals_board_note=(
        (
            "Compared in pairs on the same scenario, role, opponent and seed, corrected for the "
            "number of comparisons. A range of ranks is what the differences leave open."
        ),
        "在相同的场景、角色、对手和种子上成对比较，并按比较次数校正。名次的范围就是现有差异还分不出的部分。",
    ),
    evals_one_first=("One contestant is clearly first.", "第一名是明确的。"),
    evals_several_first=(
        "{n} contestants may be first: more scenarios would tell them apart.",
        "有{n}名参评者都可能是第一：要分出高下，需要更多场景。",
    ),
    evals_strengths=("Who beats whom (Bradley-Terry)", "谁胜谁负（Bradley-Terry）"),
    evals_alike_games=(
        "Everybody met the same opponents: whoever did better in the same seat wins that game.",
        "大家面对同一批对手：同一席位上谁谈得更好，谁就赢这一局。",
    ),
    evals_all_metrics=("All metrics", "全部指标"),
    evals_direction=("direction", "方向"),
    evals_left_out=("What was left out, and why", "未计入的席次及原因"),
    # Cases.
    evals_contestant=("contestant", "参评者"),
    evals_role=("role", "角色"),
    evals_scenario=("scenario", "场景"),
    evals_opponent=("opponent", "对手"),
    evals_outcome=("outcome", "结局"),
    evals_finding=("what went wrong", "出了什么问题"),
    evals_any=("any", "不限"),
    evals_outcome_deal=("deal", "成交"),
    evals_outcome_no_deal=("no deal", "未成交"),
    evals_outcome_failed=("not played", "未能进行"),
    evals_outcome_open=("says nothing of deals", "不涉及成交"),
    evals_worst_first=("Worst first", "最差的排在前面"),
    evals_n_found=("{n} of {total} seats", "{n}个席次，共{total}个"),
    evals_none_found=(
        "No seat fits. Take a filter away.",
        "没有符合条件的席次。请放宽筛选条件。",
    ),
    evals_seed=("seed {seed}", "种子{seed}"),
    evals_seed_again=("seed {seed}, repeat {repeat}", "种子{seed}，第{repeat}遍"),
    evals_seed_column=("seed", "种子"),
    evals_open_case=("Read the talk of", "查看谈判过程"),
    evals_choose_case=("choose one of those below", "从下表中选一局"),
    evals_quotations=("What went wrong, in their words ({n})", "出了什么问题：原话（{n}处）"),
    evals_its_talk=("Read this talk", "看这场谈判"),
    evals_back=("Back to the results", "返回结果"),
    evals_replay=("Open in Replay", "在“回放”中打开"),
    evals_files=("Files of this case", "这一局的文件"),
    evals_file_events=("Log", "日志"),
    evals_file_chats=("Model calls", "模型调用"),
    evals_file_run=("Run", "运行记录"),
    evals_file_scorecard=("Scorecard", "计分卡"),
    evals_file_case=("Result", "结果"),
    evals_case_failed=(
        "This case could not be played, and counts for nobody.",
        "这一局未能进行，不计入任何一方的成绩。",
    ),
    evals_measured=("What was measured ({n})", "测出的指标（{n}项）"),
    # Files.
    evals_downloads=("Take it with you", "下载"),
    evals_downloads_note=(
        "Each file is made when you press its button; a report of thousands takes some seconds.",
        "按下按钮时才生成文件；有几千局时，报告需要几秒钟。",
    ),
    evals_html=("Report, HTML", "报告（HTML）"),
    evals_markdown=("Report, Markdown", "报告（Markdown）"),
    evals_csv=("All cases, CSV", "全部席次（CSV）"),
    evals_parquet=("All cases, Parquet", "全部席次（Parquet）"),
    evals_junit=("JUnit, for CI", "JUnit（供CI使用）"),
    evals_origin=("Where it comes from", "来源"),
    evals_what=("what", "项目"),
    evals_in_terminal=("The same in a terminal:", "终端里的等效命令："),
)

EVALS_WORDS: Mapping[str, Text] = MappingProxyType({**_OWN, **EVALS_COMPARING_WORDS})
