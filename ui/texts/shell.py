"""The words of the frame around every page: a part of the catalogue of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["SHELL_WORDS"]

SHELL_WORDS = pairs(
    menu_practise=("Practise", "练习"),
    menu_watching=("Watch", "观看"),
    menu_study=("Study", "研究"),
    menu_setup=("Set up", "设置"),
    screen_home=("Start", "开始"),
    screen_play=("Play", "上场"),
    screen_debrief=("Debrief", "复盘"),
    screen_progress=("Progress", "进步"),
    screen_watch=("Watch live", "现场观看"),
    screen_replay=("Replay", "回放"),
    screen_compare=("Compare", "对比"),
    screen_simulator=("Simulator", "模拟器"),
    screen_evals=("Evals", "评测"),
    screen_library=("Library", "资料库"),
    screen_settings=("Settings", "设置"),
    sign_in=("Sign in", "登录"),
    sign_in_why=(
        "This server keeps everybody's practice apart: sign in to see yours.",
        "这台服务器把每个人的练习分开存放：登录后才能看到自己的。",
    ),
    sign_out=("Sign out", "退出登录"),
    home_title=("Learn to negotiate for computing power", "算力谈判，先在这里练"),
    home_what=(
        (
            "Haggle is a flight simulator for negotiations: you buy or sell graphics cards and "
            "computing power against a counterpart who wants something too. Afterwards you see, "
            "in money, what you won, what you left on the table, and which sentence cost you most."
        ),
        (
            "Haggle是谈判的飞行模拟器：你来买卖显卡和算力，对手也有自己的算盘。"
            "谈完看账：赢了多少、少拿了多少、哪句话最亏。"
        ),
    ),
    home_play=("Play a seat", "亲自上场"),
    home_play_why=(
        (
            "You are the architect of a young cloud and need cards; the vendor decides who gets "
            "them. About 15 minutes. Only you see it."
        ),
        "你是一家新晋云厂商的架构师，急着拿卡，货给谁由供应商说了算。大约15分钟，只有你自己看得到。",
    ),
    home_play_now=("Play now", "马上开谈"),
    home_play_other=("Another scenario, seat or difficulty", "换场景、角色或难度"),
    home_watch=("Watch a talk", "旁观一场"),
    home_watch_why=(
        (
            "Two built-in negotiators fight over the same cards, turn by turn, and you see what "
            "each offer is worth to both."
        ),
        "两位内置的谈判手争同一批卡，一来一回，每份报价对双方值多少都看得见。",
    ),
    home_watch_now=("Watch now", "马上开看"),
    home_watch_other=("Another scenario or cast", "换场景或换人"),
    home_study=("Study", "研究"),
    home_study_why=(
        "What is a clause worth? Who negotiates better? What can be played?",
        "一条条款值多少钱？谁更会谈？有哪些现成的场景？",
    ),
    home_simulator=("Contract terms on the workbench", "在工作台上试合同条款"),
    home_evals=("Leaderboard and evals", "排行榜与评测"),
    home_library=("Scenarios and characters", "场景与人物"),
    home_tour=("A tour of 90 seconds", "90秒导览"),
    home_tour_1=(
        (
            "**1 · Brief.** You read who you are, what you need and what happens without a deal: "
            "your alternative. The other side cannot see it, and you cannot see theirs."
        ),
        "**1 · 简报。** 看清你是谁、要什么、谈不成有什么退路。对方看不到你的，你也看不到对方的。",
    ),
    home_tour_2=(
        (
            "**2 · Prepare.** Write down what you aim for, where you walk away, and what to find "
            "out. It counts: good results begin here."
        ),
        "**2 · 准备。** 写下目标、底线和要打听的事。这一步计分：好结果从这里开始。",
    ),
    home_tour_3=(
        (
            "**3 · Talk.** Write as in a chat, and build your offer with one control for each "
            "term. The adviser says what an offer is worth to you, if you let it."
        ),
        "**3 · 谈判。** 像聊天一样写，报价逐项选择。需要的话，商务后台会告诉你这份报价对你值多少。",
    ),
    home_tour_4=(
        (
            "**4 · Try again.** Take a move back and try another, or ask the coach for a hint. "
            "Close the tab whenever you like: nothing is lost."
        ),
        "**4 · 再试一次。** 可以悔一步换个走法，也可以请教练提示。随时关掉页面都行，什么都不会丢。",
    ),
    home_tour_5=(
        (
            "**5 · Debrief.** Your result against the best that was possible, the turns that "
            "decided it, and a better move for each."
        ),
        "**5 · 复盘。** 你的结果和可能的最好结果差多少，哪几步定了胜负，每一步更好的走法是什么。",
    ),
    home_tour_6=(
        (
            "**6 · Progress.** Twelve skills over time. Practice is private: a coach sees an "
            "attempt only when you hand it in."
        ),
        "**6 · 进步。** 十二项能力的变化一目了然。练习是私密的：你交上去，教练才看得到。",
    ),
    home_unfinished=("Where you left off", "上次没谈完的"),
    home_go_on=("Go on", "接着谈"),
    home_tasks=("Assignments for you", "给你的任务"),
    home_begin=("Begin", "开始"),
    home_latest=("Latest talks here", "最近的谈判"),
    home_look=("Replay", "回放"),
    home_model_none=(
        "No model is set up: built-in strategies play the others, and everything works.",
        "没有设置模型：其他角色由内置策略扮演，所有功能都能用。",
    ),
    home_model_half=(
        "A model is set up by half: an address and a model belong together.",
        "模型只设置了一半：地址和模型名称要成对填写。",
    ),
    home_model_set_up=(
        "A model is set up and can play the others.",
        "模型已设置好，可以扮演其他角色。",
    ),
    home_settings=("Settings", "设置"),
)
