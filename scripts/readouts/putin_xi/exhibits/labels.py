"""Headings and translations that several chapters share."""

from ..report import BEIJING, KREMLIN

OF_KREMLIN = f"Kremlin, of {{finding}}`words-{KREMLIN}` words"
OF_BEIJING = f"Beijing, of {{finding}}`words-{BEIJING}` words"
ENGLISH = {"特别军事行动": "special military operation", "乌克兰危机": "Ukraine crisis", "乌克兰问题": "Ukraine issue", "乌克兰局势": "Ukraine situation",
           "战争": "war", "冲突": "conflict", "入侵": "invade, invasion", "主权": "sovereignty", "领土完整": "territorial integrity",
           "核心利益": "core interests", "安全": "security", "安全关切": "security concerns", "制裁": "sanctions", "合法": "lawful, legitimate",
           "正当": "legitimate, justified", "国际法": "international law", "联合国": "United Nations", "联合国宪章": "UN Charter",
           "国际秩序": "international order", "多极化": "multipolarity", "公正合理": "just and reasonable", "和平": "peace", "谈判": "talks, negotiation",
           "政治解决": "political settlement", "妥善解决": "proper settlement", "劝和促谈": "urging peace and promoting talks", "负责任": "responsible",
           "独立自主": "independent", "根源": "root cause", "冷战思维": "Cold War mentality", "干涉": "interfere", "内政": "internal affairs",
           "台湾": "Taiwan", "香港": "Hong Kong", "新疆": "Xinjiang", "全球安全倡议": "Global Security Initiative", "战略协作": "strategic coordination",
           "百年未有之大变局": "changes unseen in a century", "新型国际关系": "new type of international relations", "经贸": "economy and trade", "合作": "cooperation"}
