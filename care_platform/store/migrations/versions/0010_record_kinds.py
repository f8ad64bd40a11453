"""The remaining record kinds: twelve tables of versions. Lines as in `care_platform.store.kind_table`."""

from alembic import op

from care_platform.store.kind_table import kind_table

revision = "0010"
down_revision = "0060"
branch_labels = None
depends_on = None

_TABLES = {
    "application_event": """
day application_date 認定申請年月日
integer? application_branch 枝番
text event_kind 進捗の種類
integer? event_ordinal 回
day event_date 年月日
day? planned_date 予定年月日
text? delay_reason 延期の理由
text? delay_details 延期の理由の詳細
""",
    "assessment_survey": """
day application_date 認定申請年月日
integer? application_branch 枝番
text paralysis_left_arm 1-1 麻痺等の有無（左上肢）
text paralysis_right_arm 1-1 麻痺等の有無（右上肢）
text paralysis_left_leg 1-1 麻痺等の有無（左下肢）
text paralysis_right_leg 1-1 麻痺等の有無（右下肢）
text paralysis_elsewhere 1-1 麻痺等の有無（その他）
text contracture_shoulder 1-2 拘縮の有無（肩関節）
text contracture_hip 1-2 拘縮の有無（股関節）
text contracture_knee 1-2 拘縮の有無（膝関節）
text contracture_elsewhere 1-2 拘縮の有無（その他）
text turning_over 1-3 寝返り
text rising 1-4 起き上がり
text sitting 1-5 座位保持
text standing_on_both 1-6 両足での立位保持
text walking 1-7 歩行
text standing_up 1-8 立ち上がり
text standing_on_one 1-9 片足での立位
text washing_body 1-10 洗身
text nail_cutting 1-11 つめ切り
text sight 1-12 視力
text hearing 1-13 聴力
text transfer 2-1 移乗
text moving 2-2 移動
text swallowing 2-3 えん下
text eating 2-4 食事摂取
text urination 2-5 排尿
text defecation 2-6 排便
text oral_hygiene 2-7 口腔清潔
text face_washing 2-8 洗顔
text hair_care 2-9 整髪
text dressing_top 2-10 上衣の着脱
text dressing_bottom 2-11 ズボン等の着脱
text outings 2-12 外出頻度
text communication 3-1 意思の伝達
text daily_routine 3-2 毎日の日課を理解
text birth_date_or_age 3-3 生年月日や年齢を言う
text short_term_memory 3-4 短期記憶
text own_name 3-5 自分の名前を言う
text present_season 3-6 今の季節を理解する
text knowing_place 3-7 場所の理解
text wandering 3-8 徘徊
text getting_lost 3-9 外出すると戻れない
text persecution 4-1 物を盗られたなどと被害的になる
text confabulation 4-2 作話
text unstable_feelings 4-3 泣いたり、笑ったりして感情が不安定になる
text day_night_reversal 4-4 昼夜の逆転がある
text repeating_stories 4-5 しつこく同じ話をする
text loud_voice 4-6 大声をだす
text resisting_care 4-7 介護に抵抗する
text restlessness 4-8 「家に帰る」等と言い落ち着きがない
text wanting_out_alone 4-9 一人で外に出たがり目が離せない
text collecting 4-10 いろいろなものを集めたり、無断でもってくる
text destroying 4-11 物を壊したり、衣類を破いたりする
text severe_forgetting 4-12 ひどい物忘れ
text talking_to_self 4-13 意味もなく独り言や独り笑いをする
text selfish_acts 4-14 自分勝手に行動する
text incoherent_talk 4-15 話がまとまらず、会話にならない
text taking_medicine 5-1 薬の内服
text managing_money 5-2 金銭の管理
text daily_decisions 5-3 日常の意思決定
text not_fitting_groups 5-4 集団への不適応
text shopping 5-5 買い物
text simple_cooking 5-6 簡単な調理
text drip_infusion 6-1 点滴の管理
text central_venous_nutrition 6-2 中心静脈栄養
text dialysis 6-3 透析
text stoma_care 6-4 ストーマの処置
text oxygen 6-5 酸素療法
text ventilator 6-6 レスピレーター（人工呼吸器）
text tracheostomy_care 6-7 気管切開の処置
text pain_nursing 6-8 疼痛の看護
text tube_feeding 6-9 経管栄養
text monitoring 6-10 モニター測定（血圧・心拍・酸素飽和度等）
text pressure_ulcer_care 6-11 褥瘡の処置
text catheter 6-12 カテーテル
text adl_disabled 7 障害高齢者の日常生活自立度
text adl_dementia 7 認知症高齢者の日常生活自立度
integer? survey_number 調査回
day surveyed_on 実施年月日
number? surveyed_at 実施時刻
text survey_place 実施場所
text? surveyor_name 調査員氏名
text? surveyor_office_name 調査員所属機関名
number? surveyor_office_number 調査員所属事業所番号
text survey_round 過去の認定
text? previous_care_level 前回認定結果
day? previous_decided_on 前回認定年月日
text residence 現在の状況
text? facility_name 施設等の名称
list used_services サービス利用状況
text? municipal_services 市町村特別給付等
text? circumstances 置かれている環境等
list remarks 特記事項
""",
    "benefit_record": """
number service_month サービス提供年月
text service_type サービス種類コード
number office_number 事業所番号
integer? claim_serial 整理番号
text? care_level 要介護状態区分
integer? service_days サービス実日数
integer? units 単位数合計
integer? price_per_unit 単位数単価
integer cost 費用合計
integer? benefit_percent 保険給付率
integer benefit 保険請求額
integer? public_funds 公費請求額
integer user_share 利用者負担額
""",
    "benefit_restriction": """
text restriction_kind 給付制限の内容
text restriction_reason 給付制限の理由
day decided_on 決定年月日
day? notified_on 通知年月日
integer? arrears_months 滞納月数
day valid_from 給付制限開始年月日
day? valid_to 給付制限終了年月日
text? copay_rate 利用者負担の割合
integer? share_under_restriction 給付制限中の利用者負担の割合
""",
    "burden_limit_certificate": """
number? printed_insurer_number 証記載保険者番号
text insurer_name 保険者名
text name 氏名
text name_kana 氏名フリガナ
day birth_date 生年月日
text sex 性別
number? postal_code 郵便番号
text address 住所
integer? certificate_branch 証の枝番
day issued_on 交付年月日
day applied_on 申請年月日
text burden_stage 利用者負担段階
text asset_test 預貯金等の要件
day valid_from 適用年月日
day valid_to 有効期限
integer meal_facility 食費の負担限度額（施設サービス）
integer meal_short_stay 食費の負担限度額（短期入所サービス）
integer room_unit_private 居住費の負担限度額（ユニット型個室）
integer room_unit_semi_private 居住費の負担限度額（ユニット型個室的多床室）
integer room_private_welfare 居住費の負担限度額（従来型個室・特養等）
integer room_private_medical 居住費の負担限度額（従来型個室・老健・医療院等）
integer room_shared_welfare 居住費の負担限度額（多床室・特養等）
integer room_shared_medical_charged 居住費の負担限度額（多床室・老健・医療院、室料あり）
integer room_shared_medical 居住費の負担限度額（多床室・老健・医療院等、室料なし）
""",
    "certification_application": """
day application_date 認定申請年月日
integer? application_branch 枝番
text application_kind 申請区分
text insured_category 被保険者区分
text? specified_disease 特定疾病
text applicant_kind 申請者の区分
text? proxy_agent 申請代行区分
number? proxy_office_number 申請代行事業所番号
text? previous_care_level 前回要介護状態区分
day? previous_valid_to 前回認定有効期間終了
number? medical_code 主治医の医療機関コード
text? clinic_name 主治医の医療機関名
text shares_with_planner 居宅介護支援事業者等への提供の同意
text shares_with_physician 主治医への結果提供の同意
text waives_delay_notice 延期通知省略の同意
day? withdrawn_on 取下年月日
text? withdrawal_reason 取下理由
""",
    "consent": """
text consent_scope 同意の範囲
day consented_on 同意年月日
day? withdrawn_on 撤回年月日
text consent_medium 同意の取得方法
day? application_date 認定申請年月日
number? taken_by_office 取得した事業所番号
text consent_giver 同意者
text? proxy_name 代理人の氏名
text? proxy_relation 本人との関係
""",
    "equipment_purchase_usage": """
number fiscal_year 年度
integer ceiling 支給限度基準額
integer used 支給対象額の累計
integer balance 残額
list purchases 購入の内訳
""",
    "home_modification_usage": """
integer dwelling_number 住宅の連番
text ceiling_start 起算の理由
day ceiling_from 起算年月日
text? level_at_first_work 初回着工時の要介護状態区分
text? level_at_start 起算時の要介護状態区分
integer ceiling 支給限度基準額
integer used 支給対象額の累計
integer balance 残額
list works 改修の内訳
""",
    "insured_event": """
text event_kind 資格異動の種類
day event_date 異動年月日
integer? event_ordinal 同日の連番
day? reported_on 届出年月日
text change_reason 異動事由
text? qualification_reason 資格取得・喪失の事由
number? municipality_code 構成市町村コード
number? ward_code 行政区コード
number? previous_insurer_number 異動前の保険者番号
number? next_insurer_number 異動後の保険者番号
text? level_carried_over 認定の引継ぎ
text? carried_level 引き継いだ要介護状態区分
day? carry_over_applied_on 引継ぎの申請年月日
day? entitlement_issued_on 受給資格証明書の交付年月日
text? facility_kind 住所地特例施設の種類
text? facility_name 住所地特例施設の名称
number? facility_municipality_code 住所地特例施設の所在市町村コード
""",
    "physician_opinion": """
day application_date 認定申請年月日
integer? application_branch 枝番
day entry_date 記入日
text? applicant_furigana 申請者ふりがな
text applicant_name 申請者氏名
text applicant_sex 性別
text? birth_era 生年（元号）
day birth_date 生年月日
integer? age 年齢
number? postal_code 郵便番号
text? applicant_address 住所
text? applicant_phone 連絡先
text? consent 意見書利用への同意
text doctor_name 医師氏名
text clinic_name 医療機関名
text? clinic_address 医療機関所在地
text? clinic_phone 電話
text? clinic_fax FAX
day last_exam_date (1) 最終診察日
text? report_count (2) 意見書作成回数
text? other_dept_visit (3) 他科受診の有無
list other_dept (3) 他科受診（診療科）
text? other_dept_other_text (3) 他科受診 その他
text diagnosis1_name (1) 診断名1
text? diagnosis1_era (1) 診断名1 発症元号
number? diagnosis1_date (1) 診断名1 発症年月日
text? diagnosis2_name (1) 診断名2
text? diagnosis2_era (1) 診断名2 発症元号
number? diagnosis2_date (1) 診断名2 発症年月日
text? diagnosis3_name (1) 診断名3
text? diagnosis3_era (1) 診断名3 発症元号
number? diagnosis3_date (1) 診断名3 発症年月日
text symptom_stability (2) 症状としての安定性
text? stability_detail (2) 不安定の場合の具体的な状況
text treatment_course (3) 経過及び治療内容
list special_med_procedure 処置内容
list special_med_response 特別な対応
list special_med_incontinence 失禁への対応
text adl_disabled (1) 障害高齢者の日常生活自立度
text adl_dementia (1) 認知症高齢者の日常生活自立度
text short_term_memory (2) 短期記憶
text decision_ability (2) 日常の意思決定を行うための認知能力
text communication_ability (2) 自分の意思の伝達能力
text bpsd_presence (3) 認知症の行動・心理症状(BPSD)の有無
list bpsd_items (3) BPSD 症状
text? bpsd_other_text (3) BPSD その他
text? other_psych_presence (4) その他の精神・神経症状
text? other_psych_symptom_name (4) 症状名
text? specialist_consult (4) 専門医受診の有無
text? specialist_consult_detail (4) 専門医受診 内容
text? dominant_hand (5) 利き腕
number? height_cm (5) 身長(cm)
number? weight_kg (5) 体重(kg)
text? weight_change (5) 過去6ヶ月の体重の変化
text? limb_defect (5) 四肢欠損
text? limb_defect_site (5) 四肢欠損 部位
text? paralysis (5) 麻痺
text? paralysis_right_upper (5) 麻痺 右上肢
text? paralysis_right_upper_degree (5) 麻痺 右上肢 程度
text? paralysis_left_upper (5) 麻痺 左上肢
text? paralysis_left_upper_degree (5) 麻痺 左上肢 程度
text? paralysis_right_lower (5) 麻痺 右下肢
text? paralysis_right_lower_degree (5) 麻痺 右下肢 程度
text? paralysis_left_lower (5) 麻痺 左下肢
text? paralysis_left_lower_degree (5) 麻痺 左下肢 程度
text? paralysis_other (5) 麻痺 その他
text? paralysis_other_site (5) 麻痺 その他 部位
text? paralysis_other_degree (5) 麻痺 その他 程度
text? muscle_weakness (5) 筋力の低下
text? muscle_weakness_site (5) 筋力の低下 部位
text? muscle_weakness_degree (5) 筋力の低下 程度
text? joint_contracture (5) 関節の拘縮
text? joint_contracture_site (5) 関節の拘縮 部位
text? joint_contracture_degree (5) 関節の拘縮 程度
text? joint_pain (5) 関節の痛み
text? joint_pain_site (5) 関節の痛み 部位
text? joint_pain_degree (5) 関節の痛み 程度
text? ataxia (5) 失調・不随意運動
list ataxia_upper (5) 失調・不随意運動 上肢
list ataxia_lower (5) 失調・不随意運動 下肢
list ataxia_trunk (5) 失調・不随意運動 体幹
text? pressure_ulcer (5) 褥瘡
text? pressure_ulcer_site (5) 褥瘡 部位
text? pressure_ulcer_degree (5) 褥瘡 程度
text? other_skin_disease (5) その他の皮膚疾患
text? other_skin_disease_site (5) その他の皮膚疾患 部位
text? other_skin_disease_degree (5) その他の皮膚疾患 程度
text? outdoor_walking (1) 屋外歩行
text? wheelchair (1) 車いすの使用
list walking_aid (1) 歩行補助具・装具の使用
text eating (2) 食事行為
text? nutrition_status (2) 現在の栄養状態
text? nutrition_note (2) 栄養・食生活上の留意点
list risk_conditions (3) 発生の可能性の高い状態
text? risk_other_text (3) その他の状態
text? risk_policy (3) 対処方針
text? service_outlook (4) 生活機能の維持・改善の見通し
list medical_management (5) 医学的管理の必要性
text? medical_management_other_text (5) その他の医療系サービス 内容
list service_caution (6) サービス提供時の留意事項
text? caution_bp_text (6) 血圧 内容
text? caution_eating_text (6) 摂食 内容
text? caution_swallow_text (6) 嚥下 内容
text? caution_move_text (6) 移動 内容
text? caution_exercise_text (6) 運動 内容
text? caution_other_text (6) その他 内容
text? infection (7) 感染症の有無
text? infection_detail (7) 感染症 内容
text? special_notes 特記すべき事項
integer? opinion_number 意見書の連番
day? requested_on 作成依頼日
day? received_on 入手日
number? medical_code 医療機関コード
""",
    "reduction_certificate": """
number? printed_insurer_number 証記載保険者番号
text insurer_name 保険者名
text name 氏名
text name_kana 氏名フリガナ
day birth_date 生年月日
text sex 性別
number? postal_code 郵便番号
text address 住所
text reduction_kind 減免・減額の種類
number certificate_number 確認番号
day issued_on 交付年月日
day applied_on 申請年月日
day valid_from 適用年月日
day valid_to 有効期限
integer? reduced_percent 減額割合
integer? reduced_to 減額後の利用者負担額
list services 対象サービス
text? remarks 備考
""",
}


def upgrade() -> None:
    for name, lines in _TABLES.items():
        op.create_table(name, *kind_table(lines))


def downgrade() -> None:
    for name in _TABLES:
        op.drop_table(name)
