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
)
