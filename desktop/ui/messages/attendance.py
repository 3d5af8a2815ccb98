"""What is said to whoever comes back to a desk that was left."""

AWAY = "席を離れている間に、サインアウトしました。登録した内容はすべて保存されています。"
LOST = (
    "席を離れている間に、サインアウトしました。登録の前だった入力は残っていません。"
    "登録した内容はすべて保存されています。記録を開いて、もう一度入力してください。"
)
DAY_OVER = (
    "サインインから12時間たったので、サインアウトしました。登録した内容はすべて保存されています。"
)
TOLD = {"away": AWAY, "lost": LOST, "day_over": DAY_OVER}
