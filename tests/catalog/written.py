"""Three valid files as a person would write them, for tests that spoil one line of one of them."""

SCENARIO = """\
schema_version: 1
name: tiny
title: {en: "Servers", zh: "服务器"}
summary: {en: "Two companies settle a batch.", zh: "两家公司谈一批货。"}
parties:
  - id: buyer
    name: {en: "Blue Harbour", zh: "蓝港"}
    role: {en: "Buyer", zh: "买方"}
    public: {en: "Needs servers.", zh: "要买服务器。"}
    brief: {en: "Time matters.", zh: "时间要紧。"}
    persona: procurement_expert
    strategy: linear
    mandate:
      goals:
        - {title: {en: "time", zh: "时间"}, weight: 0.6}
        - {title: {en: "price", zh: "价格"}, weight: 0.4}
      alternative:
        description: {en: "Lease.", zh: "租。"}
      reservation_value: 20
      enforcement: soft
      red_lines:
        - issue: weeks
          at_most: 8
          reason: {en: "The hall opens.", zh: "机房要开。"}
      authority:
        - issue: price
          at_least: 0.9
          signer: {en: "The director", zh: "总监"}
          delay_rounds: 1
      private_facts:
        - id: cash
          statement: {en: "We have {value}.", zh: "我们有{value}。"}
          value: 5000000
          unit: cny
  - id: seller
    name: {en: "Red Lantern", zh: "红灯笼"}
    role: {en: "Seller", zh: "卖方"}
    public: {en: "Builds servers.", zh: "做服务器。"}
    brief: {en: "The line is busy.", zh: "产线很满。"}
    persona: cloud_architect
    strategy: boulware
    mandate:
      goals:
        - {title: {en: "margin", zh: "毛利"}, weight: 1}
      alternative:
        description: {en: "Sell the parts.", zh: "卖料。"}
      reservation_value: 25
      enforcement: hard
tables:
  - id: servers
    title: {en: "Contract", zh: "合同"}
    setting: {en: "One meeting.", zh: "谈一次。"}
    parties: [buyer, seller]
    protocol: alternating
    opens: buyer
    deadline_rounds: 6
    agenda:
      - id: price
        title: {en: "Price", zh: "价格"}
        unit: fraction
        range: {start: 0.6, stop: 1.0, step: 0.1}
      - id: weeks
        title: {en: "Delivery", zh: "交期"}
        unit: weeks
        options:
          - 4
          - 8
          - 12
    valuation:
      kind: points
      scores:
        buyer:
          price: [40, 30, 20, 10, 0]
          weeks: [60, 30, 0]
        seller:
          price: [0, 18, 36, 54, 70]
          weeks: [0, 16, 30]
"""

_AGENDA = SCENARIO.index("    agenda:\n")

SUPPLY = (
    (
        SCENARIO[:_AGENDA]
        .replace("reservation_value: 20", "reservation_value: simulated")
        .replace("reservation_value: 25", "reservation_value: simulated")
        .replace("issue: weeks\n          at_most: 8", "issue: gpus\n          at_least: 1024")
        .replace("issue: price\n          at_least: 0.9", "issue: gpus\n          at_least: 2048")
        .replace("parties:\n  - id", "market:\n  draws: 64\n  backlog_months: 3\nparties:\n  - id")
    )
    + """\
    agenda:
      - id: price_cny_per_gpu
        title: {en: "Price", zh: "单价"}
        unit: cny_per_gpu
        range: {start: 70000, stop: 80000, step: 5000}
      - id: gpus
        title: {en: "Cards", zh: "数量"}
        unit: gpus
        options: [512, 1024, 2048]
      - id: allocation_priority
        title: {en: "Queue", zh: "排产顺位"}
        options:
          - standard
          - first
    valuation:
      kind: economics
      template: card_supply
      roles:
        cloud: buyer
        vendor: seller
      fixed:
        ld_cap_fraction: 0.05
      cloud:
        need_gpus: 2048
"""
)

PERSONA = """\
schema_version: 1
name: tiny_persona
title: {en: "Manager", zh: "经理"}
character: {en: "Calm.", zh: "沉得住气。"}
voice: {en: "Short sentences.", zh: "句子短。"}
tactics:
  - {en: "Ask first.", zh: "先问。"}
phrases:
  en:
    opening: ["Here: {offer}."]
    counter: ["Then: {offer}."]
    hold: ["Still: {offer}."]
    final: ["Last: {offer}."]
    accept: ["Agreed: {offer}."]
    walk_away: ["Goodbye."]
  zh:
    opening: ["先说：{offer}。"]
    counter: ["那么：{offer}。"]
    hold: ["还是：{offer}。"]
    final: ["最后：{offer}。"]
    accept: ["成交：{offer}。"]
    walk_away: ["再见。"]
"""
