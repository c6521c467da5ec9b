"""What the description of the API shows: 犬の死亡届 of 堺市."""

_APPLICATION = {
    "receipt_number": "27140-R8-0000007-9",
    "procedure": {"slug": "dog-death", "title": "犬の死亡届"},
    "status": "in_review",
    "decision": "",
    "arrived_at": "2026-11-24T22:09:31+09:00",
    "accepted_at": "2026-11-25T08:31:05+09:00",
    "decided_at": None,
    "closed_at": None,
    "withdrawn_at": None,
}
CHANGES = {
    "changes": [
        {
            "position": 4711,
            "event": "application.review_started",
            "at": "2026-11-25T08:31:05+09:00",
            "application": _APPLICATION,
        }
    ],
    "next_after": 4711,
    "has_more": False,
}
APPLICATION = {
    **_APPLICATION,
    "version": 1,
    "answers": [
        {"question": "dog_name", "label": "犬の名前", "value": "ポチ", "lines": ["ポチ"], "files": []},
        {
            "question": "photos",
            "label": "写真",
            "value": ["019a1b2c-0000-7000-8000-000000000001"],
            "lines": ["鑑札.png（240 KB）"],
            "files": [
                {
                    "id": "019a1b2c-0000-7000-8000-000000000001",
                    "name": "鑑札.png",
                    "content_type": "image/png",
                    "size_bytes": 245760,
                    "href": "https://sakai.example.jp/api/v1/applications/27140-R8-0000007-9/files/"
                    "019a1b2c-0000-7000-8000-000000000001",
                }
            ],
        },
    ],
}
