"""Passwords that are refused although long enough: keyboard runs and words of the trade. Our own short list.

Compared in lower case, also after digits and signs at the end are taken off.
"""

_WORDS = """
    password passwordpassword password1234 passw0rdpassw0rd adminadminadmin administrator administrator1
    letmeinletmein welcomewelcome welcome12345 changemechangeme qwertyuiopas qwertyuiop qwertyqwerty
    qwerty123456 asdfghjklzxc asdfghjkl zxcvbnmasdfgh 1qaz2wsx3edc 1qaz2wsx3edc4rfv q1w2e3r4t5y6 zaq12wsxcde3
    abcdefghijkl abcdefghijklmnop abcd1234abcd abc123abc123 a1b2c3d4e5f6 123456789012 1234567890ab
    012345678901 987654321098 123123123123 112233445566 iloveyouiloveyou sakurasakura pasuwaadopasuwaado
    pasuwado kaigokaigo kaigokaigokaigo kaigohoken kaigohokenkaigohoken kaigojigyosho careplatform
    careplatformcare kaigojohokiban houmonkaigo dayservice dayservicedayservice caremanager
    caremanagercaremanager helperhelper shiyakusho shiyakushoshiyakusho shichouson zaitakukaigo
    tokubetsuyougo nihonnihonnihon tokyotokyotokyo japanjapanjapan
"""
COMMON = frozenset(_WORDS.split())
