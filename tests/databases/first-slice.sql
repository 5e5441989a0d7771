BEGIN TRANSACTION;
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
INSERT INTO "auth_permission" VALUES(1,1,'add_user','Can add user');
INSERT INTO "auth_permission" VALUES(2,1,'change_user','Can change user');
INSERT INTO "auth_permission" VALUES(3,1,'delete_user','Can delete user');
INSERT INTO "auth_permission" VALUES(4,1,'view_user','Can view user');
INSERT INTO "auth_permission" VALUES(5,2,'add_question','Can add question');
INSERT INTO "auth_permission" VALUES(6,2,'change_question','Can change question');
INSERT INTO "auth_permission" VALUES(7,2,'delete_question','Can delete question');
INSERT INTO "auth_permission" VALUES(8,2,'view_question','Can view question');
INSERT INTO "auth_permission" VALUES(9,3,'add_questionbank','Can add question bank');
INSERT INTO "auth_permission" VALUES(10,3,'change_questionbank','Can change question bank');
INSERT INTO "auth_permission" VALUES(11,3,'delete_questionbank','Can delete question bank');
INSERT INTO "auth_permission" VALUES(12,3,'view_questionbank','Can view question bank');
INSERT INTO "auth_permission" VALUES(13,4,'add_questionrevision','Can add question revision');
INSERT INTO "auth_permission" VALUES(14,4,'change_questionrevision','Can change question revision');
INSERT INTO "auth_permission" VALUES(15,4,'delete_questionrevision','Can delete question revision');
INSERT INTO "auth_permission" VALUES(16,4,'view_questionrevision','Can view question revision');
INSERT INTO "auth_permission" VALUES(17,5,'add_choice','Can add choice');
INSERT INTO "auth_permission" VALUES(18,5,'change_choice','Can change choice');
INSERT INTO "auth_permission" VALUES(19,5,'delete_choice','Can delete choice');
INSERT INTO "auth_permission" VALUES(20,5,'view_choice','Can view choice');
INSERT INTO "auth_permission" VALUES(21,6,'add_questiontext','Can add question text');
INSERT INTO "auth_permission" VALUES(22,6,'change_questiontext','Can change question text');
INSERT INTO "auth_permission" VALUES(23,6,'delete_questiontext','Can delete question text');
INSERT INTO "auth_permission" VALUES(24,6,'view_questiontext','Can view question text');
INSERT INTO "auth_permission" VALUES(25,7,'add_sitting','Can add sitting');
INSERT INTO "auth_permission" VALUES(26,7,'change_sitting','Can change sitting');
INSERT INTO "auth_permission" VALUES(27,7,'delete_sitting','Can delete sitting');
INSERT INTO "auth_permission" VALUES(28,7,'view_sitting','Can view sitting');
INSERT INTO "auth_permission" VALUES(29,8,'add_sittingitem','Can add sitting item');
INSERT INTO "auth_permission" VALUES(30,8,'change_sittingitem','Can change sitting item');
INSERT INTO "auth_permission" VALUES(31,8,'delete_sittingitem','Can delete sitting item');
INSERT INTO "auth_permission" VALUES(32,8,'view_sittingitem','Can view sitting item');
INSERT INTO "auth_permission" VALUES(33,9,'add_attempt','Can add attempt');
INSERT INTO "auth_permission" VALUES(34,9,'change_attempt','Can change attempt');
INSERT INTO "auth_permission" VALUES(35,9,'delete_attempt','Can delete attempt');
INSERT INTO "auth_permission" VALUES(36,9,'view_attempt','Can view attempt');
INSERT INTO "auth_permission" VALUES(37,10,'add_choicetext','Can add choice text');
INSERT INTO "auth_permission" VALUES(38,10,'change_choicetext','Can change choice text');
INSERT INTO "auth_permission" VALUES(39,10,'delete_choicetext','Can delete choice text');
INSERT INTO "auth_permission" VALUES(40,10,'view_choicetext','Can view choice text');
INSERT INTO "auth_permission" VALUES(41,11,'add_course','Can add course');
INSERT INTO "auth_permission" VALUES(42,11,'change_course','Can change course');
INSERT INTO "auth_permission" VALUES(43,11,'delete_course','Can delete course');
INSERT INTO "auth_permission" VALUES(44,11,'view_course','Can view course');
INSERT INTO "auth_permission" VALUES(45,12,'add_fact','Can add fact');
INSERT INTO "auth_permission" VALUES(46,12,'change_fact','Can change fact');
INSERT INTO "auth_permission" VALUES(47,12,'delete_fact','Can delete fact');
INSERT INTO "auth_permission" VALUES(48,12,'view_fact','Can view fact');
INSERT INTO "auth_permission" VALUES(49,13,'add_facttext','Can add fact text');
INSERT INTO "auth_permission" VALUES(50,13,'change_facttext','Can change fact text');
INSERT INTO "auth_permission" VALUES(51,13,'delete_facttext','Can delete fact text');
INSERT INTO "auth_permission" VALUES(52,13,'view_facttext','Can view fact text');
INSERT INTO "auth_permission" VALUES(53,14,'add_factoption','Can add fact option');
INSERT INTO "auth_permission" VALUES(54,14,'change_factoption','Can change fact option');
INSERT INTO "auth_permission" VALUES(55,14,'delete_factoption','Can delete fact option');
INSERT INTO "auth_permission" VALUES(56,14,'view_factoption','Can view fact option');
INSERT INTO "auth_permission" VALUES(57,15,'add_note','Can add note');
INSERT INTO "auth_permission" VALUES(58,15,'change_note','Can change note');
INSERT INTO "auth_permission" VALUES(59,15,'delete_note','Can delete note');
INSERT INTO "auth_permission" VALUES(60,15,'view_note','Can view note');
INSERT INTO "auth_permission" VALUES(61,16,'add_noterevision','Can add note revision');
INSERT INTO "auth_permission" VALUES(62,16,'change_noterevision','Can change note revision');
INSERT INTO "auth_permission" VALUES(63,16,'delete_noterevision','Can delete note revision');
INSERT INTO "auth_permission" VALUES(64,16,'view_noterevision','Can view note revision');
INSERT INTO "auth_permission" VALUES(65,17,'add_logentry','Can add log entry');
INSERT INTO "auth_permission" VALUES(66,17,'change_logentry','Can change log entry');
INSERT INTO "auth_permission" VALUES(67,17,'delete_logentry','Can delete log entry');
INSERT INTO "auth_permission" VALUES(68,17,'view_logentry','Can view log entry');
INSERT INTO "auth_permission" VALUES(69,18,'add_permission','Can add permission');
INSERT INTO "auth_permission" VALUES(70,18,'change_permission','Can change permission');
INSERT INTO "auth_permission" VALUES(71,18,'delete_permission','Can delete permission');
INSERT INTO "auth_permission" VALUES(72,18,'view_permission','Can view permission');
INSERT INTO "auth_permission" VALUES(73,19,'add_group','Can add group');
INSERT INTO "auth_permission" VALUES(74,19,'change_group','Can change group');
INSERT INTO "auth_permission" VALUES(75,19,'delete_group','Can delete group');
INSERT INTO "auth_permission" VALUES(76,19,'view_group','Can view group');
INSERT INTO "auth_permission" VALUES(77,20,'add_contenttype','Can add content type');
INSERT INTO "auth_permission" VALUES(78,20,'change_contenttype','Can change content type');
INSERT INTO "auth_permission" VALUES(79,20,'delete_contenttype','Can delete content type');
INSERT INTO "auth_permission" VALUES(80,20,'view_contenttype','Can view content type');
INSERT INTO "auth_permission" VALUES(81,21,'add_session','Can add session');
INSERT INTO "auth_permission" VALUES(82,21,'change_session','Can change session');
INSERT INTO "auth_permission" VALUES(83,21,'delete_session','Can delete session');
INSERT INTO "auth_permission" VALUES(84,21,'view_session','Can view session');
CREATE TABLE "content_course" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(100) NOT NULL UNIQUE, "title_zh" varchar(200) NOT NULL, "title_en" varchar(200) NOT NULL, "description_zh" text NOT NULL, "description_en" text NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "is_published" bool NOT NULL);
INSERT INTO "content_course" VALUES(1,'inbox','','','','',1000,1);
INSERT INTO "content_course" VALUES(2,'sea','海上知识','Things at sea','','',0,1);
CREATE TABLE "content_fact" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(64) NOT NULL, "term" varchar(300) NOT NULL, "aspect" varchar(1000) NOT NULL, "rule" varchar(32) NOT NULL, "polarity" varchar(8) NOT NULL, "confidence" real NOT NULL, "retired_at" datetime NULL, "course_id" bigint NOT NULL REFERENCES "content_course" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "fact_key_once_per_course" UNIQUE ("course_id", "key"), CONSTRAINT "fact_rule_known" CHECK ("rule" IN ('table_column', 'table_row', 'key_value', 'definition', 'abbreviation', 'written')), CONSTRAINT "fact_polarity_known" CHECK ("polarity" IN ('positive', 'negative')), CONSTRAINT "fact_confidence_is_a_share" CHECK ("confidence" BETWEEN 0.0 AND 1.0));
INSERT INTO "content_fact" VALUES(1,'2ef6aa618932','gate','made of','table_row','positive',0.93,NULL,1);
INSERT INTO "content_fact" VALUES(2,'c3b1b1d482b0','gate','notes','table_row','positive',0.93,NULL,1);
INSERT INTO "content_fact" VALUES(3,'e63c20085683','sill','made of','table_row','positive',0.93,NULL,1);
INSERT INTO "content_fact" VALUES(4,'32b62e6347cb','parts','question','written','positive',0.9,NULL,1);
INSERT INTO "content_fact" VALUES(5,'4fc218a6e672','parts','question','written','positive',0.9,NULL,1);
INSERT INTO "content_fact" VALUES(6,'6d89d1750b3a','梭织机','木梭','key_value','positive',0.62,NULL,1);
INSERT INTO "content_fact" VALUES(7,'a95a12abc413','梭织机','钢梭','key_value','positive',0.62,NULL,1);
INSERT INTO "content_fact" VALUES(8,'e74507611f73','','question','written','positive',0.9,NULL,1);
INSERT INTO "content_fact" VALUES(9,'287c6c99c1f3','绿茶','definition','definition','negative',0.7,NULL,1);
INSERT INTO "content_fact" VALUES(10,'b52217a936fd','红茶','definition','definition','positive',0.7,NULL,1);
INSERT INTO "content_fact" VALUES(11,'0d528cf53d2e','大潮','月相','table_column','positive',0.95,NULL,1);
INSERT INTO "content_fact" VALUES(12,'6a0f9e058889','小潮','月相','table_column','positive',0.95,NULL,1);
INSERT INTO "content_fact" VALUES(13,'93f8bf58cea2','大潮','潮差','table_column','positive',0.95,NULL,1);
INSERT INTO "content_fact" VALUES(14,'e7d1be3b2e75','小潮','潮差','table_column','positive',0.95,NULL,1);
INSERT INTO "content_fact" VALUES(15,'1fbc1c0992a8','','question','written','positive',0.9,NULL,1);
INSERT INTO "content_fact" VALUES(16,'a0f3c7a79774','','question','written','positive',0.9,NULL,1);
INSERT INTO "content_fact" VALUES(17,'fact-1','term-1','use','definition','positive',0.9,NULL,2);
INSERT INTO "content_fact" VALUES(18,'fact-2','term-2','use','definition','positive',0.9,NULL,2);
INSERT INTO "content_fact" VALUES(19,'fact-3','term-3','use','definition','positive',0.9,NULL,2);
INSERT INTO "content_fact" VALUES(20,'fact-4','term-4','use','definition','positive',0.9,NULL,2);
INSERT INTO "content_fact" VALUES(21,'fact-5','term-5','use','definition','positive',0.9,NULL,2);
INSERT INTO "content_fact" VALUES(22,'fact-6','term-6','use','definition','positive',0.9,NULL,2);
INSERT INTO "content_fact" VALUES(23,'fact-7','term-7','use','definition','positive',0.9,NULL,2);
INSERT INTO "content_fact" VALUES(24,'fact-8','term-8','use','definition','positive',0.9,NULL,2);
INSERT INTO "content_fact" VALUES(25,'fact-9','term-9','use','definition','positive',0.9,NULL,2);
INSERT INTO "content_fact" VALUES(26,'fact-10','term-10','use','definition','positive',0.9,NULL,2);
INSERT INTO "content_fact" VALUES(27,'fact-11','term-11','use','definition','positive',0.9,NULL,2);
INSERT INTO "content_fact" VALUES(28,'fact-12','term-12','use','definition','positive',0.9,NULL,2);
CREATE TABLE "content_factoption" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "text" text NOT NULL, "is_correct" bool NOT NULL, "first_line" integer unsigned NOT NULL CHECK ("first_line" >= 0), "last_line" integer unsigned NOT NULL CHECK ("last_line" >= 0), "text_of_id" bigint NOT NULL REFERENCES "content_facttext" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "fact_option_position_once" UNIQUE ("text_of_id", "position"));
INSERT INTO "content_factoption" VALUES(1,0,'The sill',0,29,29,4);
INSERT INTO "content_factoption" VALUES(2,1,'The upper gate',1,30,30,4);
INSERT INTO "content_factoption" VALUES(3,2,'The towpath',0,31,31,4);
INSERT INTO "content_factoption" VALUES(4,0,'A lock keeper',0,39,39,5);
INSERT INTO "content_factoption" VALUES(5,1,'An idle spectator',1,40,40,5);
INSERT INTO "content_factoption" VALUES(6,2,'A kind of barge',0,41,41,5);
INSERT INTO "content_factoption" VALUES(7,0,'水',0,10,10,8);
INSERT INTO "content_factoption" VALUES(8,1,'玻璃',0,11,11,8);
INSERT INTO "content_factoption" VALUES(9,2,'金刚石',1,12,12,8);
INSERT INTO "content_factoption" VALUES(10,0,'上弦月前后',0,20,20,15);
INSERT INTO "content_factoption" VALUES(11,1,'新月和满月前后',1,22,22,15);
INSERT INTO "content_factoption" VALUES(12,2,'每天正午',0,24,24,15);
INSERT INTO "content_factoption" VALUES(13,0,'月相',0,32,32,16);
INSERT INTO "content_factoption" VALUES(14,1,'海岸形状',0,34,34,16);
INSERT INTO "content_factoption" VALUES(15,2,'海水颜色',1,36,36,16);
CREATE TABLE "content_facttext" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(5) NOT NULL, "subject" text NOT NULL, "attribute" text NOT NULL, "value" text NOT NULL, "first_line" integer unsigned NOT NULL CHECK ("first_line" >= 0), "last_line" integer unsigned NOT NULL CHECK ("last_line" >= 0), "place" varchar(400) NOT NULL, "heading_id" varchar(300) NOT NULL, "heading" text NOT NULL, "explanation" text NOT NULL, "explanation_first_line" integer unsigned NULL CHECK ("explanation_first_line" >= 0), "explanation_last_line" integer unsigned NULL CHECK ("explanation_last_line" >= 0), "content_hash" varchar(64) NOT NULL, "retired_at" datetime NULL, "fact_id" bigint NOT NULL REFERENCES "content_fact" ("id") DEFERRABLE INITIALLY DEFERRED, "note_id" bigint NOT NULL REFERENCES "content_note" ("id") DEFERRABLE INITIALLY DEFERRED, "revision_id" bigint NOT NULL REFERENCES "content_noterevision" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "fact_worded_once_per_language" UNIQUE ("fact_id", "language"), CONSTRAINT "fact_text_language_known" CHECK ("language" IN ('zh', 'en', 'mixed')), CONSTRAINT "fact_text_lines_ordered" CHECK (("first_line" >= 1 AND "last_line" >= ("first_line"))));
INSERT INTO "content_facttext" VALUES(1,'en','Gate','Made of','oak | steel',24,24,'parts/table1/r1c1','parts','Parts','',NULL,NULL,'45fe0d2b83950226',NULL,1,2,2);
INSERT INTO "content_facttext" VALUES(2,'en','Gate','Notes','`a|b`',24,24,'parts/table1/r1c2','parts','Parts','',NULL,NULL,'8e62ffbd2dcb6d2f',NULL,2,2,2);
INSERT INTO "content_facttext" VALUES(3,'en','Sill','Made of','stone',25,25,'parts/table1/r2c1','parts','Parts','',NULL,NULL,'9c584980f3ef9101',NULL,3,2,2);
INSERT INTO "content_facttext" VALUES(4,'en','Parts','Which part holds back the upper pound?','The upper gate',27,27,'parts/quiz1/1','parts','Parts','because it closes the upstream end of the chamber.
The sill only protects the floor.',33,35,'c7aaf2c62996107a',NULL,4,2,2);
INSERT INTO "content_facttext" VALUES(5,'en','Parts','What is a gongoozler?','An idle spectator',37,37,'parts/quiz2/1','parts','Parts','',NULL,NULL,'8b89757f749c4bda',NULL,5,2,2);
INSERT INTO "content_facttext" VALUES(6,'zh','梭织机','木梭','轻便但容易磨损',23,23,'特点/list1/3','特点','特点','',NULL,NULL,'5ad451d58af17187',NULL,6,4,4);
INSERT INTO "content_facttext" VALUES(7,'zh','梭织机','钢梭','耐用但重量较大',24,24,'特点/list1/4','特点','特点','',NULL,NULL,'1d21148e0b9d287c',NULL,7,4,4);
INSERT INTO "content_facttext" VALUES(8,'zh','','下列哪种材料的折射率最大？（ ）','金刚石',9,9,'index/quiz1/1','index','折射率','金刚石约为 2.42，玻璃约为 1.5，水约为 1.33。',14,14,'b3e5467edad6ec82',NULL,8,5,5);
INSERT INTO "content_facttext" VALUES(9,'zh','绿茶','定义','一种不发酵茶',11,11,'绿茶-green-tea/text1/1.1','绿茶-green-tea','绿茶 (Green tea)','',NULL,NULL,'7dfdb783cef1d4c8',NULL,9,6,6);
INSERT INTO "content_facttext" VALUES(10,'zh','红茶','定义','一种全发酵茶，汤色红亮',17,17,'红茶-black-tea/text1/1.1','红茶-black-tea','红茶 (Black tea)','',NULL,NULL,'20fdfcfc1e038ffb',NULL,10,6,6);
INSERT INTO "content_facttext" VALUES(11,'zh','大潮','月相','朔和望',15,15,'对比/table1/r1c1','对比','对比','',NULL,NULL,'26c0019b8721c4ae',NULL,11,7,7);
INSERT INTO "content_facttext" VALUES(12,'zh','小潮','月相','上弦和下弦',15,15,'对比/table1/r1c2','对比','对比','',NULL,NULL,'f6c73b5703f49a23',NULL,12,7,7);
INSERT INTO "content_facttext" VALUES(13,'zh','大潮','潮差','最大',16,16,'对比/table1/r2c1','对比','对比','',NULL,NULL,'aef41a6af95e1396',NULL,13,7,7);
INSERT INTO "content_facttext" VALUES(14,'zh','小潮','潮差','最小',16,16,'对比/table1/r2c2','对比','对比','',NULL,NULL,'e6d5c16eab6a69ac',NULL,14,7,7);
INSERT INTO "content_facttext" VALUES(15,'zh','','大潮出现在什么时候？','新月和满月前后',18,18,'/quiz1/1','','','此时日、月、地三者大致在一条直线上。
引力叠加使潮差增大，所以航海者在这几天格外留意水深和流速的变化。',26,28,'c9b59083aefc5943',NULL,15,7,7);
INSERT INTO "content_facttext" VALUES(16,'zh','','下列哪项不影响潮差？','海水颜色',30,30,'/quiz2/1','','','颜色与引力无关。',38,38,'317f48e1e7936d3e',NULL,16,7,7);
CREATE TABLE "content_note" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(150) NOT NULL, "language" varchar(5) NOT NULL, "path" varchar(1000) NOT NULL, "title" varchar(300) NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "retired_at" datetime NULL, "read_by" varchar(32) NOT NULL, "course_id" bigint NOT NULL REFERENCES "content_course" ("id") DEFERRABLE INITIALLY DEFERRED, "current_id" bigint NULL REFERENCES "content_noterevision" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "note_once_per_language" UNIQUE ("course_id", "slug", "language"), CONSTRAINT "note_language_known" CHECK ("language" IN ('zh', 'en', 'mixed')));
INSERT INTO "content_note" VALUES(1,'beekeeping','zh','/notes/beekeeping.zh.md','蜜蜂养殖入门：从蜂箱到蜂蜜',0,NULL,'d114b05e66065d6b1e62167a1c87e62e',1,1);
INSERT INTO "content_note" VALUES(2,'canals','en','/notes/canals.en.md','Canal locks',0,NULL,'d114b05e66065d6b1e62167a1c87e62e',1,2);
INSERT INTO "content_note" VALUES(3,'ceramics','zh','/notes/ceramics.zh.md','陶艺笔记',0,NULL,'d114b05e66065d6b1e62167a1c87e62e',1,3);
INSERT INTO "content_note" VALUES(4,'looms','zh','/notes/looms.zh.txt','织机',0,NULL,'d114b05e66065d6b1e62167a1c87e62e',1,4);
INSERT INTO "content_note" VALUES(5,'optics','zh','/notes/optics.md','Optics 光学',0,NULL,'d114b05e66065d6b1e62167a1c87e62e',1,5);
INSERT INTO "content_note" VALUES(6,'tea','zh','/notes/tea.zh.txt','简介',0,NULL,'d114b05e66065d6b1e62167a1c87e62e',1,6);
INSERT INTO "content_note" VALUES(7,'tides','zh','/notes/tides.zh.md','潮汐',0,NULL,'d114b05e66065d6b1e62167a1c87e62e',1,7);
INSERT INTO "content_note" VALUES(8,'note-0','zh','note-0.zh.md','灯塔',0,NULL,'',2,8);
CREATE TABLE "content_noterevision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "sha256" varchar(64) NOT NULL, "source" text NOT NULL, "html" text NOT NULL, "contents" text NOT NULL CHECK ((JSON_VALID("contents") OR "contents" IS NULL)), "created_at" datetime DEFAULT (STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW')) NOT NULL, "note_id" bigint NOT NULL REFERENCES "content_note" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "note_revision_number_once" UNIQUE ("note_id", "number"));
INSERT INTO "content_noterevision" VALUES(1,1,'f5e84ebb702dbac6b000938f0cb4315f6f5e3734f88a2df77353d192852c7ad0','
作者：一位养蜂人

蜜蜂养殖入门：从蜂箱到蜂蜜
==========================

1. 准备
-------------

1.1. 选址

蜂场应当背风向阳，附近三公里内有充足的蜜源植物，并且远离经常喷洒农药的果园。

1.2. 工具

需要准备以下工具：

* 喷烟器（用于安抚蜂群）
* 起刮刀（用于撬开巢框）

2. 日常管理
---------------------

2.1. 检查蜂群

检查流程
--------------

检查主要包括以下几步：

1. 打开箱盖

先向巢门喷少量烟雾，等待片刻后再缓慢打开箱盖。

2. 提出巢脾

从边脾开始逐一提出，观察蜂王、卵和幼虫的情况。

2.2. 记录
```python
def weigh(hive):
    return hive.mass - hive.tare
```
2.3. 收尾

1. 盖好箱盖。
2. 清洗工具并晾干。','<p class="pair" id="L2" data-lines="2-2"><strong>作者</strong>：一位养蜂人</p>
<span id="蜜蜂养殖入门-从蜂箱到蜂蜜"></span>
<h2 id="准备" data-lines="7-8"><span id="L7">1. 准备</span></h2>
<h3 id="选址" data-lines="10-10"><span id="L10">1.1. 选址</span></h3>
<p id="L12" data-lines="12-12">蜂场应当背风向阳，附近三公里内有充足的蜜源植物，并且远离经常喷洒农药的果园。</p>
<h3 id="工具" data-lines="14-14"><span id="L14">1.2. 工具</span></h3>
<p id="L16" data-lines="16-16">需要准备以下工具：</p>
<ul>
<li id="L18" data-lines="18-18">喷烟器（用于安抚蜂群）
</li>
<li id="L19" data-lines="19-19">起刮刀（用于撬开巢框）
</li></ul>
<h2 id="日常管理" data-lines="21-22"><span id="L21">2. 日常管理</span></h2>
<h3 id="检查蜂群" data-lines="24-24"><span id="L24">2.1. 检查蜂群</span></h3>
<h4 id="检查流程" data-lines="26-27"><span id="L26">检查流程</span></h4>
<p id="L29" data-lines="29-29">检查主要包括以下几步：</p>
<h5 id="打开箱盖" data-lines="31-31"><span id="L31">1. 打开箱盖</span></h5>
<p id="L33" data-lines="33-33">先向巢门喷少量烟雾，等待片刻后再缓慢打开箱盖。</p>
<h5 id="提出巢脾" data-lines="35-35"><span id="L35">2. 提出巢脾</span></h5>
<p id="L37" data-lines="37-37">从边脾开始逐一提出，观察蜂王、卵和幼虫的情况。</p>
<h3 id="记录" data-lines="39-39"><span id="L39">2.2. 记录</span></h3>
<pre id="L40" data-lines="40-43"><code>def weigh(hive):
    return hive.mass - hive.tare</code></pre>
<h3 id="收尾" data-lines="44-44"><span id="L44">2.3. 收尾</span></h3>
<ol>
<li id="L46" data-lines="46-46">盖好箱盖。
</li>
<li id="L47" data-lines="47-47">清洗工具并晾干。
</li></ol>','[["\u871c\u8702\u517b\u6b96\u5165\u95e8-\u4ece\u8702\u7bb1\u5230\u8702\u871c", "\u871c\u8702\u517b\u6b96\u5165\u95e8\uff1a\u4ece\u8702\u7bb1\u5230\u8702\u871c", 1], ["\u51c6\u5907", "\u51c6\u5907", 2], ["\u9009\u5740", "\u9009\u5740", 3], ["\u5de5\u5177", "\u5de5\u5177", 3], ["\u65e5\u5e38\u7ba1\u7406", "\u65e5\u5e38\u7ba1\u7406", 2], ["\u68c0\u67e5\u8702\u7fa4", "\u68c0\u67e5\u8702\u7fa4", 3], ["\u68c0\u67e5\u6d41\u7a0b", "\u68c0\u67e5\u6d41\u7a0b", 4], ["\u6253\u5f00\u7bb1\u76d6", "\u6253\u5f00\u7bb1\u76d6", 5], ["\u63d0\u51fa\u5de2\u813e", "\u63d0\u51fa\u5de2\u813e", 5], ["\u8bb0\u5f55", "\u8bb0\u5f55", 3], ["\u6536\u5c3e", "\u6536\u5c3e", 3]]','2026-11-21 15:10:50.508',1);
INSERT INTO "content_noterevision" VALUES(2,1,'91a36d5b421e2362b3ad8c0b54b3b8a42bd6365458c106a895b32274b241a33d','---
title: Canal locks
tags: [water, engineering]
---

# Canal locks {#locks}

A lock raises and lowers boats between stretches of water that lie at different levels, and it is the
oldest machine on most inland waterways.

Pound lock: a chamber with gates at both ends.

**Flash lock**: a single gate that is opened at once.

## Parts {#parts}

1. Chamber
2. Gates
   - mitre gates
   - guillotine gates

| Part | Made of | Notes |
| --- | :-: | --: |
| Gate | oak \| steel | `a|b` |
| Sill | stone |

Which part holds back the upper pound?

A. The sill
B. The upper gate
C. The towpath

Answer: B, because it closes the upstream end of the chamber.

Explanation: The sill only protects the floor.

What is a gongoozler?

- [ ] A lock keeper
- [x] An idle spectator
- [ ] A kind of barge

<details>
<summary>More</summary>

Boaters use the word with affection.
</details>','<span id="locks"></span>
<p id="L8" data-lines="8-9">A lock raises and lowers boats between stretches of water that lie at different levels, and it is the oldest machine on most inland waterways.</p>
<p class="pair" id="L11" data-lines="11-11"><strong>Pound lock</strong>: a chamber with gates at both ends.</p>
<p class="pair" id="L13" data-lines="13-13"><strong>Flash lock</strong>: a single gate that is opened at once.</p>
<h2 id="parts" data-lines="15-15"><span id="L15">Parts</span></h2>
<ol>
<li id="L17" data-lines="17-17">Chamber
</li>
<li id="L18" data-lines="18-20"><span data-lines="18-18">Gates</span>
<ul>
<li id="L19" data-lines="19-19">mitre gates
</li>
<li id="L20" data-lines="20-20">guillotine gates
</li></ul>
</li></ol>
<div class="table-scroll"><table data-lines="22-25"><thead><tr id="L22" data-lines="22-22"><th scope="col">Part</th><th class="align-center" scope="col">Made of</th><th class="align-right" scope="col">Notes</th></tr></thead><tbody><tr id="L24" data-lines="24-24"><td>Gate</td><td class="align-center">oak | steel</td><td class="align-right"><code>a|b</code></td></tr>
<tr id="L25" data-lines="25-25"><td>Sill</td><td class="align-center">stone</td><td class="align-right"></td></tr></tbody></table></div>
<section class="quiz" id="L27" data-lines="27-35"><p class="stem" data-lines="27-27">Which part holds back the upper pound?</p><ol class="options"><li id="L29" data-lines="29-29">The sill</li><li id="L30" data-lines="30-30">The upper gate</li><li id="L31" data-lines="31-31">The towpath</li></ol><details class="answer"><summary>Answer</summary><p>B: The upper gate</p><p id="L33" data-lines="33-35">because it closes the upstream end of the chamber.<br>
The sill only protects the floor.</p></details></section>
<section class="quiz" id="L37" data-lines="37-42"><p class="stem" data-lines="37-37">What is a gongoozler?</p><ol class="options"><li id="L39" data-lines="39-39">A lock keeper</li><li id="L40" data-lines="40-40">An idle spectator</li><li id="L41" data-lines="41-41">A kind of barge</li></ol><details class="answer"><summary>Answer</summary><p>B: An idle spectator</p></details></section>
<p id="L44" data-lines="44-44">More</p>
<p id="L46" data-lines="46-46">Boaters use the word with affection.</p>','[["locks", "Canal locks", 1], ["parts", "Parts", 2]]','2026-11-21 15:10:50.526',2);
INSERT INTO "content_noterevision" VALUES(3,1,'58904b81203e4bce1dec6095ec8506af1568b68e60d4ffef5dfe386a5b684af8','# 陶艺笔记

## 泥料
### 瓷泥
- 瓷泥颗粒细、烧成温度高
- 拉坯前要做的事：
  1. 揉泥： 排出气泡，使软硬一致。
  2. 定中心： 让泥团与转盘同轴。
- 釉料
  `长石 40%`
为什么要加长石？
---
素烧
- 先低温烧一遍，再上釉
  - 温度约 900 度
    - 升温要慢
---
- 什么是开片, 开片如何形成','<span id="陶艺笔记"></span>
<h2 id="泥料" data-lines="3-3"><span id="L3">泥料</span></h2>
<h3 id="瓷泥" data-lines="4-4"><span id="L4">瓷泥</span></h3>
<ul>
<li id="L5" data-lines="5-5">瓷泥颗粒细、烧成温度高
</li>
<li id="L6" data-lines="6-8"><span data-lines="6-6">拉坯前要做的事：</span>
<ol>
<li id="L7" data-lines="7-7"><strong>揉泥</strong>： 排出气泡，使软硬一致。
</li>
<li id="L8" data-lines="8-8"><strong>定中心</strong>： 让泥团与转盘同轴。
</li></ol>
</li>
<li id="L9" data-lines="9-10">釉料<br>
<code>长石 40%</code>
</li></ul>
<p id="L11" data-lines="11-11">为什么要加长石？</p>
<hr id="L12" data-lines="12-12">
<p id="L13" data-lines="13-13">素烧</p>
<ul>
<li id="L14" data-lines="14-16"><span data-lines="14-14">先低温烧一遍，再上釉</span>
<ul>
<li id="L15" data-lines="15-16"><span data-lines="15-15">温度约 900 度</span>
<ul>
<li id="L16" data-lines="16-16">升温要慢
</li></ul>
</li></ul>
</li></ul>
<hr id="L17" data-lines="17-17">
<ul>
<li id="L18" data-lines="18-18">什么是开片, 开片如何形成
</li></ul>','[["\u9676\u827a\u7b14\u8bb0", "\u9676\u827a\u7b14\u8bb0", 1], ["\u6ce5\u6599", "\u6ce5\u6599", 2], ["\u74f7\u6ce5", "\u74f7\u6ce5", 3]]','2026-11-21 15:10:50.546',3);
INSERT INTO "content_noterevision" VALUES(4,1,'aa5c6c2dce73f2632124216031f34ba6401defe54b55632c7cd78b3893a94466','跳到主要内容

织机

织机的分类

image-20240102030405678

梭织机

什么是梭织机

梭织机依靠梭子携带纬纱在经纱之间往返穿行,把两组相互垂直的纱线交织成平整的织物。它的历史可以追溯到数千年以前,早期的工匠们已

经懂得用综片把经纱分成上下两层,使梭子能够顺利通过梭口。后来人们不断改进机架的结构,并在机架上加装了踏板,从而腾出双手来操作

梭子和筘座。

特点

  • 经纱张力均匀,布面平整
  • 噪音较大,需要定期更换梭子
    • 木梭: 轻便但容易磨损
    • 钢梭: 耐用但重量较大
  • 幅宽受到梭子行程的限制,如果需要生产更宽的织物,就必须更换整套传动机构并且重新调整每一根综丝的位置,这项工作通常由两名

    熟练的技工合作完成

喷气织机(Air Jet Loom)

喷气织机利用高速气流牵引纬纱穿过梭口,省去了沉重的梭子,因此每分钟可以完成上千次引纬。由于气流会随着距离增加而逐渐扩散,机

器上需要沿幅宽方向布置多组辅助喷嘴。

使用场景

  • 轻薄面料
  • 大批量生产

剑杆织机(Rapier Loom)

比较

特性梭织机AJLRL
速度慢快中等
噪音最大较大较小
适用面料厚重轻薄多种花色

注意

不同的织机不能混用同一批综片','<h2 id="织机" data-lines="3-3"><span id="L3">织机</span></h2>
<h3 id="织机的分类" data-lines="5-5"><span id="L5">织机的分类</span></h3>
<h2 id="梭织机" data-lines="9-9"><span id="L9">梭织机</span></h2>
<h3 id="什么是梭织机" data-lines="11-11"><span id="L11">什么是梭织机</span></h3>
<p id="L13" data-lines="13-17">梭织机依靠梭子携带纬纱在经纱之间往返穿行,把两组相互垂直的纱线交织成平整的织物。它的历史可以追溯到数千年以前,早期的工匠们已经懂得用综片把经纱分成上下两层,使梭子能够顺利通过梭口。后来人们不断改进机架的结构,并在机架上加装了踏板,从而腾出双手来操作梭子和筘座。</p>
<h3 id="特点" data-lines="19-19"><span id="L19">特点</span></h3>
<ul>
<li id="L21" data-lines="21-21">经纱张力均匀,布面平整
</li>
<li id="L22" data-lines="22-24"><span data-lines="22-22">噪音较大,需要定期更换梭子</span>
<ul>
<li id="L23" data-lines="23-23"><strong>木梭</strong>: 轻便但容易磨损
</li>
<li id="L24" data-lines="24-24"><strong>钢梭</strong>: 耐用但重量较大
</li></ul>
</li>
<li id="L25" data-lines="25-27">幅宽受到梭子行程的限制,如果需要生产更宽的织物,就必须更换整套传动机构并且重新调整每一根综丝的位置,这项工作通常由两名熟练的技工合作完成
</li></ul>
<h2 id="喷气织机-air-jet-loom" data-lines="29-29"><span id="L29">喷气织机(Air Jet Loom)</span></h2>
<p id="L31" data-lines="31-33">喷气织机利用高速气流牵引纬纱穿过梭口,省去了沉重的梭子,因此每分钟可以完成上千次引纬。由于气流会随着距离增加而逐渐扩散,机器上需要沿幅宽方向布置多组辅助喷嘴。</p>
<h3 id="使用场景" data-lines="35-35"><span id="L35">使用场景</span></h3>
<ul>
<li id="L37" data-lines="37-37">轻薄面料
</li>
<li id="L38" data-lines="38-38">大批量生产
</li></ul>
<h2 id="剑杆织机-rapier-loom" data-lines="40-40"><span id="L40">剑杆织机(Rapier Loom)</span></h2>
<h3 id="比较" data-lines="42-42"><span id="L42">比较</span></h3>
<div class="glued-table" data-lines="44-47"><p id="L44" data-lines="44-44"><strong>特性 · 梭织机 · AJL · RL</strong></p><p id="L45" data-lines="45-45">速度慢快中等</p><p id="L46" data-lines="46-46">噪音最大较大较小</p><p id="L47" data-lines="47-47">适用面料厚重轻薄多种花色</p></div>
<h3 id="注意" data-lines="49-49"><span id="L49">注意</span></h3>
<p id="L51" data-lines="51-51">不同的织机不能混用同一批综片</p>','[["\u7ec7\u673a", "\u7ec7\u673a", 1], ["\u7ec7\u673a\u7684\u5206\u7c7b", "\u7ec7\u673a\u7684\u5206\u7c7b", 2], ["\u68ad\u7ec7\u673a", "\u68ad\u7ec7\u673a", 1], ["\u4ec0\u4e48\u662f\u68ad\u7ec7\u673a", "\u4ec0\u4e48\u662f\u68ad\u7ec7\u673a", 2], ["\u7279\u70b9", "\u7279\u70b9", 2], ["\u55b7\u6c14\u7ec7\u673a-air-jet-loom", "\u55b7\u6c14\u7ec7\u673a(Air Jet Loom)", 1], ["\u4f7f\u7528\u573a\u666f", "\u4f7f\u7528\u573a\u666f", 2], ["\u5251\u6746\u7ec7\u673a-rapier-loom", "\u5251\u6746\u7ec7\u673a(Rapier Loom)", 1], ["\u6bd4\u8f83", "\u6bd4\u8f83", 2], ["\u6ce8\u610f", "\u6ce8\u610f", 2]]','2026-11-21 15:10:50.557',4);
INSERT INTO "content_noterevision" VALUES(5,1,'c72fb2ec6d545f4484c2e5d8e7ccd41fae2d813b40b98ef16269d2fbb4994e7b','# Optics 光学

Lens 透镜 refracts light 折射 and a mirror 镜子 reflects it.

#折射率 {#index}

n = c / v：c 是真空中的 light speed。

下列哪种材料的折射率最大？（ ）
A、水
B、玻璃
C、金刚石
答案：C
解析：金刚石约为 2.42，玻璃约为 1.5，水约为 1.33。','<h2 id="optics-光学" data-lines="1-1"><span id="L1">Optics 光学</span></h2>
<p id="L3" data-lines="3-3">Lens 透镜 refracts light 折射 and a mirror 镜子 reflects it.</p>
<h2 id="index" data-lines="5-5"><span id="L5">折射率</span></h2>
<p id="L7" data-lines="7-7">n = c / v：c 是真空中的 light speed。</p>
<section class="quiz" id="L9" data-lines="9-14"><p class="stem" data-lines="9-9">下列哪种材料的折射率最大？（ ）</p><ol class="options"><li id="L10" data-lines="10-10">水</li><li id="L11" data-lines="11-11">玻璃</li><li id="L12" data-lines="12-12">金刚石</li></ol><details class="answer"><summary>答案</summary><p>C：金刚石</p><p id="L14" data-lines="14-14">金刚石约为 2.42，玻璃约为 1.5，水约为 1.33。</p></details></section>','[["optics-\u5149\u5b66", "Optics \u5149\u5b66", 1], ["index", "\u6298\u5c04\u7387", 1]]','2026-11-21 15:10:50.573',5);
INSERT INTO "content_noterevision" VALUES(6,1,'0085ef0042cdf9f2b15be4e59ec7a704ac16080c61238bca6ca4ebdfa25bde05','
作者：茶馆掌柜

# 1.简介


茶叶按照加工时氧化的程度分为六大类，绿茶几乎不氧化，红茶则完全氧化。

2.基本概念
## 绿茶 (Green tea)
绿茶是一种不发酵茶。它具有以下特点：

- 香气：清新，带有豆香或栗香。
- 冲泡：水温 80 度左右，时间 2:30 以内。

## 红茶 (Black tea)
红茶是一种全发酵茶，汤色红亮。参考 https://example.org/tea 的说明。','<p class="pair" id="L2" data-lines="2-2"><strong>作者</strong>：茶馆掌柜</p>
<h2 id="简介" data-lines="4-4"><span id="L4">1.简介</span></h2>
<p id="L7" data-lines="7-7">茶叶按照加工时氧化的程度分为六大类，绿茶几乎不氧化，红茶则完全氧化。</p>
<h2 id="基本概念" data-lines="9-9"><span id="L9">2.基本概念</span></h2>
<h3 id="绿茶-green-tea" data-lines="10-10"><span id="L10">绿茶 (Green tea)</span></h3>
<p id="L11" data-lines="11-11">绿茶是一种不发酵茶。它具有以下特点：</p>
<ul>
<li id="L13" data-lines="13-13"><strong>香气</strong>：清新，带有豆香或栗香。
</li>
<li id="L14" data-lines="14-14"><strong>冲泡</strong>：水温 80 度左右，时间 2:30 以内。
</li></ul>
<h3 id="红茶-black-tea" data-lines="16-16"><span id="L16">红茶 (Black tea)</span></h3>
<p id="L17" data-lines="17-17">红茶是一种全发酵茶，汤色红亮。参考 https://example.org/tea 的说明。</p>','[["\u7b80\u4ecb", "\u7b80\u4ecb", 1], ["\u57fa\u672c\u6982\u5ff5", "\u57fa\u672c\u6982\u5ff5", 1], ["\u7eff\u8336-green-tea", "\u7eff\u8336 (Green tea)", 2], ["\u7ea2\u8336-black-tea", "\u7ea2\u8336 (Black tea)", 2]]','2026-11-21 15:10:50.587',6);
INSERT INTO "content_noterevision" VALUES(7,1,'d519cc3a45f00fd96cc1d64fbbbdbcf06a2abf29abfa5f2aea1003716258344f','## 潮汐

潮汐是海水在月球和太阳引力作用下的周期性涨落。

### 潮汐的类型：

半日潮：一天内出现两次高潮和两次低潮。

全日潮：一天内只有一次高潮和一次低潮。

## 对比

| 特性     | 大潮         | 小潮           |
|:---------|:------------:|---------------:|
| 月相     | 朔和望       | 上弦和下弦     |
| 潮差     | 最大         | 最小           |

## 大潮出现在什么时候？

上弦月前后

新月和满月前后

每天正午

正确答案是“新月和满月前后”，此时日、月、地三者大致在一条直线上。

引力叠加使潮差增大，所以航海者在这几天格外留意水深和流速的变化。

## 下列哪项不影响潮差？

月相

海岸形状

海水颜色

正确答案是“海水颜色”，颜色与引力无关。','<h2 id="潮汐" data-lines="1-1"><span id="L1">潮汐</span></h2>
<p id="L3" data-lines="3-3">潮汐是海水在月球和太阳引力作用下的周期性涨落。</p>
<h3 id="潮汐的类型" data-lines="5-5"><span id="L5">潮汐的类型</span></h3>
<p class="pair" id="L7" data-lines="7-7"><strong>半日潮</strong>：一天内出现两次高潮和两次低潮。</p>
<p class="pair" id="L9" data-lines="9-9"><strong>全日潮</strong>：一天内只有一次高潮和一次低潮。</p>
<h2 id="对比" data-lines="11-11"><span id="L11">对比</span></h2>
<div class="table-scroll"><table data-lines="13-16"><thead><tr id="L13" data-lines="13-13"><th class="align-left" scope="col">特性</th><th class="align-center" scope="col">大潮</th><th class="align-right" scope="col">小潮</th></tr></thead><tbody><tr id="L15" data-lines="15-15"><td class="align-left">月相</td><td class="align-center">朔和望</td><td class="align-right">上弦和下弦</td></tr>
<tr id="L16" data-lines="16-16"><td class="align-left">潮差</td><td class="align-center">最大</td><td class="align-right">最小</td></tr></tbody></table></div>
<section class="quiz" id="L18" data-lines="18-28"><p class="stem" data-lines="18-18">大潮出现在什么时候？</p><ol class="options"><li id="L20" data-lines="20-20">上弦月前后</li><li id="L22" data-lines="22-22">新月和满月前后</li><li id="L24" data-lines="24-24">每天正午</li></ol><details class="answer"><summary>答案</summary><p>B：新月和满月前后</p><p id="L26" data-lines="26-28">此时日、月、地三者大致在一条直线上。<br>
引力叠加使潮差增大，所以航海者在这几天格外留意水深和流速的变化。</p></details></section>
<section class="quiz" id="L30" data-lines="30-38"><p class="stem" data-lines="30-30">下列哪项不影响潮差？</p><ol class="options"><li id="L32" data-lines="32-32">月相</li><li id="L34" data-lines="34-34">海岸形状</li><li id="L36" data-lines="36-36">海水颜色</li></ol><details class="answer"><summary>答案</summary><p>C：海水颜色</p><p id="L38" data-lines="38-38">颜色与引力无关。</p></details></section>','[["\u6f6e\u6c50", "\u6f6e\u6c50", 2], ["\u6f6e\u6c50\u7684\u7c7b\u578b", "\u6f6e\u6c50\u7684\u7c7b\u578b", 3], ["\u5bf9\u6bd4", "\u5bf9\u6bd4", 2]]','2026-11-21 15:10:50.601',7);
INSERT INTO "content_noterevision" VALUES(8,1,'0000000000000000000000000000000000000000000000000000000000000000','# 灯塔

灯塔是一种航标。

<b>不是标签</b>
','<p id="L3" data-lines="3-3">灯塔是一种航标。</p>','[["lighthouse", "\u706f\u5854", 1]]','2026-11-21 15:10:50.648',8);
CREATE TABLE "django_admin_log" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" text NULL, "object_repr" varchar(200) NOT NULL, "action_flag" smallint unsigned NOT NULL CHECK ("action_flag" >= 0), "change_message" text NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "learn_user" ("id") DEFERRABLE INITIALLY DEFERRED, "action_time" datetime NOT NULL);
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
INSERT INTO "django_content_type" VALUES(1,'learn','user');
INSERT INTO "django_content_type" VALUES(2,'quizzes','question');
INSERT INTO "django_content_type" VALUES(3,'quizzes','questionbank');
INSERT INTO "django_content_type" VALUES(4,'quizzes','questionrevision');
INSERT INTO "django_content_type" VALUES(5,'quizzes','choice');
INSERT INTO "django_content_type" VALUES(6,'quizzes','questiontext');
INSERT INTO "django_content_type" VALUES(7,'quizzes','sitting');
INSERT INTO "django_content_type" VALUES(8,'quizzes','sittingitem');
INSERT INTO "django_content_type" VALUES(9,'quizzes','attempt');
INSERT INTO "django_content_type" VALUES(10,'quizzes','choicetext');
INSERT INTO "django_content_type" VALUES(11,'content','course');
INSERT INTO "django_content_type" VALUES(12,'content','fact');
INSERT INTO "django_content_type" VALUES(13,'content','facttext');
INSERT INTO "django_content_type" VALUES(14,'content','factoption');
INSERT INTO "django_content_type" VALUES(15,'content','note');
INSERT INTO "django_content_type" VALUES(16,'content','noterevision');
INSERT INTO "django_content_type" VALUES(17,'admin','logentry');
INSERT INTO "django_content_type" VALUES(18,'auth','permission');
INSERT INTO "django_content_type" VALUES(19,'auth','group');
INSERT INTO "django_content_type" VALUES(20,'contenttypes','contenttype');
INSERT INTO "django_content_type" VALUES(21,'sessions','session');
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES(1,'contenttypes','0001_initial','2026-11-21 15:10:49.917577');
INSERT INTO "django_migrations" VALUES(2,'contenttypes','0002_remove_content_type_name','2026-11-21 15:10:49.922360');
INSERT INTO "django_migrations" VALUES(3,'auth','0001_initial','2026-11-21 15:10:49.931244');
INSERT INTO "django_migrations" VALUES(4,'auth','0002_alter_permission_name_max_length','2026-11-21 15:10:49.935701');
INSERT INTO "django_migrations" VALUES(5,'auth','0003_alter_user_email_max_length','2026-11-21 15:10:49.939647');
INSERT INTO "django_migrations" VALUES(6,'auth','0004_alter_user_username_opts','2026-11-21 15:10:49.943633');
INSERT INTO "django_migrations" VALUES(7,'auth','0005_alter_user_last_login_null','2026-11-21 15:10:49.948580');
INSERT INTO "django_migrations" VALUES(8,'auth','0006_require_contenttypes_0002','2026-11-21 15:10:49.949622');
INSERT INTO "django_migrations" VALUES(9,'auth','0007_alter_validators_add_error_messages','2026-11-21 15:10:49.953230');
INSERT INTO "django_migrations" VALUES(10,'auth','0008_alter_user_username_max_length','2026-11-21 15:10:49.956850');
INSERT INTO "django_migrations" VALUES(11,'auth','0009_alter_user_last_name_max_length','2026-11-21 15:10:49.960384');
INSERT INTO "django_migrations" VALUES(12,'auth','0010_alter_group_name_max_length','2026-11-21 15:10:49.964437');
INSERT INTO "django_migrations" VALUES(13,'auth','0011_update_proxy_permissions','2026-11-21 15:10:49.967872');
INSERT INTO "django_migrations" VALUES(14,'auth','0012_alter_user_first_name_max_length','2026-11-21 15:10:49.971519');
INSERT INTO "django_migrations" VALUES(15,'learn','0001_initial','2026-11-21 15:10:49.979500');
INSERT INTO "django_migrations" VALUES(16,'admin','0001_initial','2026-11-21 15:10:49.986740');
INSERT INTO "django_migrations" VALUES(17,'admin','0002_logentry_remove_auto_add','2026-11-21 15:10:49.996590');
INSERT INTO "django_migrations" VALUES(18,'admin','0003_logentry_add_action_flag_choices','2026-11-21 15:10:50.002856');
INSERT INTO "django_migrations" VALUES(19,'content','0001_initial','2026-11-21 15:10:50.124761');
INSERT INTO "django_migrations" VALUES(20,'quizzes','0001_initial','2026-11-21 15:10:50.388083');
INSERT INTO "django_migrations" VALUES(21,'sessions','0001_initial','2026-11-21 15:10:50.391333');
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "learn_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "username" varchar(150) NOT NULL UNIQUE, "first_name" varchar(150) NOT NULL, "last_name" varchar(150) NOT NULL, "email" varchar(254) NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "uuid" char(32) NOT NULL UNIQUE, "is_guest" bool NOT NULL, "time_zone" varchar(64) NOT NULL, "language" varchar(10) NOT NULL, CONSTRAINT "user_language_known" CHECK ("language" IN ('', 'zh-hans', 'en')));
INSERT INTO "learn_user" VALUES(1,'',NULL,0,'guest-kept','','','',0,1,'2026-11-21 15:10:50.789489','1d2eb2559011421fbc4d9493d3f0797c',1,'Asia/Shanghai','');
CREATE TABLE "learn_user_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "learn_user" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "learn_user_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "learn_user" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "quizzes_attempt" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "idempotency_key" char(32) NOT NULL, "chosen" varchar(100) NOT NULL, "is_correct" bool NOT NULL, "language" varchar(5) NOT NULL, "milliseconds" integer unsigned NULL CHECK ("milliseconds" >= 0), "answered_at" datetime NOT NULL, "study_day" date NOT NULL, "learner_id" bigint NOT NULL REFERENCES "learn_user" ("id") DEFERRABLE INITIALLY DEFERRED, "item_id" bigint NOT NULL REFERENCES "quizzes_sittingitem" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "attempt_once_per_key" UNIQUE ("learner_id", "idempotency_key"), CONSTRAINT "attempt_language_known" CHECK ("language" IN ('zh', 'en', 'mixed')));
INSERT INTO "quizzes_attempt" VALUES(1,'badb0b6c82ee489eb376132b876a0279','0',1,'zh',1000,'2026-03-01 12:00:00','2026-03-01',1,1);
INSERT INTO "quizzes_attempt" VALUES(2,'a6d7e688f9fb47779a716148842e0480','0',1,'zh',2000,'2026-03-01 12:00:00','2026-03-01',1,2);
INSERT INTO "quizzes_attempt" VALUES(3,'56bcd2a3677043efa09e617e7306ec82','1',0,'zh',3000,'2026-03-01 12:00:00','2026-03-01',1,3);
INSERT INTO "quizzes_attempt" VALUES(4,'ecf3d2a9e0194ac6860980eeb45a517c','0',1,'zh',4000,'2026-03-01 12:00:00','2026-03-01',1,4);
INSERT INTO "quizzes_attempt" VALUES(5,'ad747d77810547f085f068cfeb8f5328','0',1,'zh',5000,'2026-03-01 12:00:00','2026-03-01',1,5);
INSERT INTO "quizzes_attempt" VALUES(6,'6cfb6cb6ecee4f0fb8002e1968353cae','1',0,'zh',6000,'2026-03-01 12:00:00','2026-03-01',1,6);
INSERT INTO "quizzes_attempt" VALUES(7,'1fa77ed368aa4779a1b845ac4004c6b5','0',1,'zh',7000,'2026-03-01 12:00:00','2026-03-01',1,7);
INSERT INTO "quizzes_attempt" VALUES(8,'5effb8110aa1450b90810d3b06c407a4','0',1,'zh',8000,'2026-03-01 12:00:00','2026-03-01',1,8);
INSERT INTO "quizzes_attempt" VALUES(9,'dd458d74145b4b12a06521a590bc25e2','1',0,'zh',9000,'2026-03-01 12:00:00','2026-03-01',1,9);
INSERT INTO "quizzes_attempt" VALUES(10,'2df787c51c39481698d014199f29a6e5','0',1,'zh',10000,'2026-03-01 12:00:00','2026-03-01',1,10);
INSERT INTO "quizzes_attempt" VALUES(11,'5ca4c84198ce4bd2a5adc90f95038017','0',1,'zh',1000,'2026-03-01 12:00:00','2026-03-01',1,11);
INSERT INTO "quizzes_attempt" VALUES(12,'720a669e107440019cd4cb433e2cf672','0',1,'zh',2000,'2026-03-01 12:00:00','2026-03-01',1,12);
INSERT INTO "quizzes_attempt" VALUES(13,'a44923963c0e4d2289ccb01fbb1b7fcd','1',0,'zh',3000,'2026-03-01 12:00:00','2026-03-01',1,13);
CREATE TABLE "quizzes_choice" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "is_correct" bool NOT NULL, "constructed" bool NOT NULL, "fact_id" bigint NULL REFERENCES "content_fact" ("id") DEFERRABLE INITIALLY DEFERRED, "revision_id" bigint NOT NULL REFERENCES "quizzes_questionrevision" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "choice_position_once" UNIQUE ("revision_id", "position"));
INSERT INTO "quizzes_choice" VALUES(1,0,0,0,NULL,1);
INSERT INTO "quizzes_choice" VALUES(2,1,1,0,4,1);
INSERT INTO "quizzes_choice" VALUES(3,2,0,0,NULL,1);
INSERT INTO "quizzes_choice" VALUES(4,0,0,0,NULL,2);
INSERT INTO "quizzes_choice" VALUES(5,1,1,0,5,2);
INSERT INTO "quizzes_choice" VALUES(6,2,0,0,NULL,2);
INSERT INTO "quizzes_choice" VALUES(7,0,0,0,NULL,3);
INSERT INTO "quizzes_choice" VALUES(8,1,0,0,NULL,3);
INSERT INTO "quizzes_choice" VALUES(9,2,1,0,8,3);
INSERT INTO "quizzes_choice" VALUES(10,0,0,0,NULL,4);
INSERT INTO "quizzes_choice" VALUES(11,1,1,0,15,4);
INSERT INTO "quizzes_choice" VALUES(12,2,0,0,NULL,4);
INSERT INTO "quizzes_choice" VALUES(13,0,0,0,NULL,5);
INSERT INTO "quizzes_choice" VALUES(14,1,0,0,NULL,5);
INSERT INTO "quizzes_choice" VALUES(15,2,1,0,16,5);
INSERT INTO "quizzes_choice" VALUES(16,0,1,0,NULL,6);
INSERT INTO "quizzes_choice" VALUES(17,1,0,0,NULL,6);
INSERT INTO "quizzes_choice" VALUES(18,2,0,0,NULL,6);
INSERT INTO "quizzes_choice" VALUES(19,0,1,0,NULL,7);
INSERT INTO "quizzes_choice" VALUES(20,1,0,0,NULL,7);
INSERT INTO "quizzes_choice" VALUES(21,2,0,0,NULL,7);
INSERT INTO "quizzes_choice" VALUES(22,0,1,0,NULL,8);
INSERT INTO "quizzes_choice" VALUES(23,1,0,0,NULL,8);
INSERT INTO "quizzes_choice" VALUES(24,2,0,0,NULL,8);
INSERT INTO "quizzes_choice" VALUES(25,0,1,0,NULL,9);
INSERT INTO "quizzes_choice" VALUES(26,1,0,0,NULL,9);
INSERT INTO "quizzes_choice" VALUES(27,2,0,0,NULL,9);
INSERT INTO "quizzes_choice" VALUES(28,0,1,0,NULL,10);
INSERT INTO "quizzes_choice" VALUES(29,1,0,0,NULL,10);
INSERT INTO "quizzes_choice" VALUES(30,2,0,0,NULL,10);
INSERT INTO "quizzes_choice" VALUES(31,0,1,0,NULL,11);
INSERT INTO "quizzes_choice" VALUES(32,1,0,0,NULL,11);
INSERT INTO "quizzes_choice" VALUES(33,2,0,0,NULL,11);
INSERT INTO "quizzes_choice" VALUES(34,0,1,0,NULL,12);
INSERT INTO "quizzes_choice" VALUES(35,1,0,0,NULL,12);
INSERT INTO "quizzes_choice" VALUES(36,2,0,0,NULL,12);
INSERT INTO "quizzes_choice" VALUES(37,0,1,0,NULL,13);
INSERT INTO "quizzes_choice" VALUES(38,1,0,0,NULL,13);
INSERT INTO "quizzes_choice" VALUES(39,2,0,0,NULL,13);
INSERT INTO "quizzes_choice" VALUES(40,0,1,0,NULL,14);
INSERT INTO "quizzes_choice" VALUES(41,1,0,0,NULL,14);
INSERT INTO "quizzes_choice" VALUES(42,2,0,0,NULL,14);
INSERT INTO "quizzes_choice" VALUES(43,0,1,0,NULL,15);
INSERT INTO "quizzes_choice" VALUES(44,1,0,0,NULL,15);
INSERT INTO "quizzes_choice" VALUES(45,2,0,0,NULL,15);
INSERT INTO "quizzes_choice" VALUES(46,0,1,0,NULL,16);
INSERT INTO "quizzes_choice" VALUES(47,1,0,0,NULL,16);
INSERT INTO "quizzes_choice" VALUES(48,2,0,0,NULL,16);
INSERT INTO "quizzes_choice" VALUES(49,0,1,0,NULL,17);
INSERT INTO "quizzes_choice" VALUES(50,1,0,0,NULL,17);
INSERT INTO "quizzes_choice" VALUES(51,2,0,0,NULL,17);
CREATE TABLE "quizzes_choicetext" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(5) NOT NULL, "text" text NOT NULL, "true_of" text NOT NULL, "first_line" integer unsigned NULL CHECK ("first_line" >= 0), "last_line" integer unsigned NULL CHECK ("last_line" >= 0), "choice_id" bigint NOT NULL REFERENCES "quizzes_choice" ("id") DEFERRABLE INITIALLY DEFERRED, "note_revision_id" bigint NULL REFERENCES "content_noterevision" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "choice_text_once_per_language" UNIQUE ("choice_id", "language"), CONSTRAINT "choice_text_language_known" CHECK ("language" IN ('zh', 'en', 'mixed')));
INSERT INTO "quizzes_choicetext" VALUES(1,'en','The sill','',29,29,1,2);
INSERT INTO "quizzes_choicetext" VALUES(2,'en','The upper gate','',30,30,2,2);
INSERT INTO "quizzes_choicetext" VALUES(3,'en','The towpath','',31,31,3,2);
INSERT INTO "quizzes_choicetext" VALUES(4,'en','A lock keeper','',39,39,4,2);
INSERT INTO "quizzes_choicetext" VALUES(5,'en','An idle spectator','',40,40,5,2);
INSERT INTO "quizzes_choicetext" VALUES(6,'en','A kind of barge','',41,41,6,2);
INSERT INTO "quizzes_choicetext" VALUES(7,'zh','水','',10,10,7,5);
INSERT INTO "quizzes_choicetext" VALUES(8,'zh','玻璃','',11,11,8,5);
INSERT INTO "quizzes_choicetext" VALUES(9,'zh','金刚石','',12,12,9,5);
INSERT INTO "quizzes_choicetext" VALUES(10,'zh','上弦月前后','',20,20,10,7);
INSERT INTO "quizzes_choicetext" VALUES(11,'zh','新月和满月前后','',22,22,11,7);
INSERT INTO "quizzes_choicetext" VALUES(12,'zh','每天正午','',24,24,12,7);
INSERT INTO "quizzes_choicetext" VALUES(13,'zh','月相','',32,32,13,7);
INSERT INTO "quizzes_choicetext" VALUES(14,'zh','海岸形状','',34,34,14,7);
INSERT INTO "quizzes_choicetext" VALUES(15,'zh','海水颜色','',36,36,15,7);
INSERT INTO "quizzes_choicetext" VALUES(16,'zh','正解1','',3,3,16,8);
INSERT INTO "quizzes_choicetext" VALUES(17,'en','KEY1','',3,3,16,8);
INSERT INTO "quizzes_choicetext" VALUES(18,'zh','误选甲1','TRUE-OF1',3,3,17,8);
INSERT INTO "quizzes_choicetext" VALUES(19,'en','WRONG-A1','TRUE-OF1',3,3,17,8);
INSERT INTO "quizzes_choicetext" VALUES(20,'zh','误选乙1','TRUE-OF1',3,3,18,8);
INSERT INTO "quizzes_choicetext" VALUES(21,'en','WRONG-B1','TRUE-OF1',3,3,18,8);
INSERT INTO "quizzes_choicetext" VALUES(22,'zh','正解2','',3,3,19,8);
INSERT INTO "quizzes_choicetext" VALUES(23,'en','KEY2','',3,3,19,8);
INSERT INTO "quizzes_choicetext" VALUES(24,'zh','误选甲2','TRUE-OF2',3,3,20,8);
INSERT INTO "quizzes_choicetext" VALUES(25,'en','WRONG-A2','TRUE-OF2',3,3,20,8);
INSERT INTO "quizzes_choicetext" VALUES(26,'zh','误选乙2','TRUE-OF2',3,3,21,8);
INSERT INTO "quizzes_choicetext" VALUES(27,'en','WRONG-B2','TRUE-OF2',3,3,21,8);
INSERT INTO "quizzes_choicetext" VALUES(28,'zh','正解3','',3,3,22,8);
INSERT INTO "quizzes_choicetext" VALUES(29,'en','KEY3','',3,3,22,8);
INSERT INTO "quizzes_choicetext" VALUES(30,'zh','误选甲3','TRUE-OF3',3,3,23,8);
INSERT INTO "quizzes_choicetext" VALUES(31,'en','WRONG-A3','TRUE-OF3',3,3,23,8);
INSERT INTO "quizzes_choicetext" VALUES(32,'zh','误选乙3','TRUE-OF3',3,3,24,8);
INSERT INTO "quizzes_choicetext" VALUES(33,'en','WRONG-B3','TRUE-OF3',3,3,24,8);
INSERT INTO "quizzes_choicetext" VALUES(34,'zh','正解4','',3,3,25,8);
INSERT INTO "quizzes_choicetext" VALUES(35,'en','KEY4','',3,3,25,8);
INSERT INTO "quizzes_choicetext" VALUES(36,'zh','误选甲4','TRUE-OF4',3,3,26,8);
INSERT INTO "quizzes_choicetext" VALUES(37,'en','WRONG-A4','TRUE-OF4',3,3,26,8);
INSERT INTO "quizzes_choicetext" VALUES(38,'zh','误选乙4','TRUE-OF4',3,3,27,8);
INSERT INTO "quizzes_choicetext" VALUES(39,'en','WRONG-B4','TRUE-OF4',3,3,27,8);
INSERT INTO "quizzes_choicetext" VALUES(40,'zh','正解5','',3,3,28,8);
INSERT INTO "quizzes_choicetext" VALUES(41,'en','KEY5','',3,3,28,8);
INSERT INTO "quizzes_choicetext" VALUES(42,'zh','误选甲5','TRUE-OF5',3,3,29,8);
INSERT INTO "quizzes_choicetext" VALUES(43,'en','WRONG-A5','TRUE-OF5',3,3,29,8);
INSERT INTO "quizzes_choicetext" VALUES(44,'zh','误选乙5','TRUE-OF5',3,3,30,8);
INSERT INTO "quizzes_choicetext" VALUES(45,'en','WRONG-B5','TRUE-OF5',3,3,30,8);
INSERT INTO "quizzes_choicetext" VALUES(46,'zh','正解6','',3,3,31,8);
INSERT INTO "quizzes_choicetext" VALUES(47,'en','KEY6','',3,3,31,8);
INSERT INTO "quizzes_choicetext" VALUES(48,'zh','误选甲6','TRUE-OF6',3,3,32,8);
INSERT INTO "quizzes_choicetext" VALUES(49,'en','WRONG-A6','TRUE-OF6',3,3,32,8);
INSERT INTO "quizzes_choicetext" VALUES(50,'zh','误选乙6','TRUE-OF6',3,3,33,8);
INSERT INTO "quizzes_choicetext" VALUES(51,'en','WRONG-B6','TRUE-OF6',3,3,33,8);
INSERT INTO "quizzes_choicetext" VALUES(52,'zh','正解7','',3,3,34,8);
INSERT INTO "quizzes_choicetext" VALUES(53,'en','KEY7','',3,3,34,8);
INSERT INTO "quizzes_choicetext" VALUES(54,'zh','误选甲7','TRUE-OF7',3,3,35,8);
INSERT INTO "quizzes_choicetext" VALUES(55,'en','WRONG-A7','TRUE-OF7',3,3,35,8);
INSERT INTO "quizzes_choicetext" VALUES(56,'zh','误选乙7','TRUE-OF7',3,3,36,8);
INSERT INTO "quizzes_choicetext" VALUES(57,'en','WRONG-B7','TRUE-OF7',3,3,36,8);
INSERT INTO "quizzes_choicetext" VALUES(58,'zh','正解8','',3,3,37,8);
INSERT INTO "quizzes_choicetext" VALUES(59,'en','KEY8','',3,3,37,8);
INSERT INTO "quizzes_choicetext" VALUES(60,'zh','误选甲8','TRUE-OF8',3,3,38,8);
INSERT INTO "quizzes_choicetext" VALUES(61,'en','WRONG-A8','TRUE-OF8',3,3,38,8);
INSERT INTO "quizzes_choicetext" VALUES(62,'zh','误选乙8','TRUE-OF8',3,3,39,8);
INSERT INTO "quizzes_choicetext" VALUES(63,'en','WRONG-B8','TRUE-OF8',3,3,39,8);
INSERT INTO "quizzes_choicetext" VALUES(64,'zh','正解9','',3,3,40,8);
INSERT INTO "quizzes_choicetext" VALUES(65,'en','KEY9','',3,3,40,8);
INSERT INTO "quizzes_choicetext" VALUES(66,'zh','误选甲9','TRUE-OF9',3,3,41,8);
INSERT INTO "quizzes_choicetext" VALUES(67,'en','WRONG-A9','TRUE-OF9',3,3,41,8);
INSERT INTO "quizzes_choicetext" VALUES(68,'zh','误选乙9','TRUE-OF9',3,3,42,8);
INSERT INTO "quizzes_choicetext" VALUES(69,'en','WRONG-B9','TRUE-OF9',3,3,42,8);
INSERT INTO "quizzes_choicetext" VALUES(70,'zh','正解10','',3,3,43,8);
INSERT INTO "quizzes_choicetext" VALUES(71,'en','KEY10','',3,3,43,8);
INSERT INTO "quizzes_choicetext" VALUES(72,'zh','误选甲10','TRUE-OF10',3,3,44,8);
INSERT INTO "quizzes_choicetext" VALUES(73,'en','WRONG-A10','TRUE-OF10',3,3,44,8);
INSERT INTO "quizzes_choicetext" VALUES(74,'zh','误选乙10','TRUE-OF10',3,3,45,8);
INSERT INTO "quizzes_choicetext" VALUES(75,'en','WRONG-B10','TRUE-OF10',3,3,45,8);
INSERT INTO "quizzes_choicetext" VALUES(76,'zh','正解11','',3,3,46,8);
INSERT INTO "quizzes_choicetext" VALUES(77,'en','KEY11','',3,3,46,8);
INSERT INTO "quizzes_choicetext" VALUES(78,'zh','误选甲11','TRUE-OF11',3,3,47,8);
INSERT INTO "quizzes_choicetext" VALUES(79,'en','WRONG-A11','TRUE-OF11',3,3,47,8);
INSERT INTO "quizzes_choicetext" VALUES(80,'zh','误选乙11','TRUE-OF11',3,3,48,8);
INSERT INTO "quizzes_choicetext" VALUES(81,'en','WRONG-B11','TRUE-OF11',3,3,48,8);
INSERT INTO "quizzes_choicetext" VALUES(82,'zh','正解12','',3,3,49,8);
INSERT INTO "quizzes_choicetext" VALUES(83,'en','KEY12','',3,3,49,8);
INSERT INTO "quizzes_choicetext" VALUES(84,'zh','误选甲12','TRUE-OF12',3,3,50,8);
INSERT INTO "quizzes_choicetext" VALUES(85,'en','WRONG-A12','TRUE-OF12',3,3,50,8);
INSERT INTO "quizzes_choicetext" VALUES(86,'zh','误选乙12','TRUE-OF12',3,3,51,8);
INSERT INTO "quizzes_choicetext" VALUES(87,'en','WRONG-B12','TRUE-OF12',3,3,51,8);
CREATE TABLE "quizzes_question" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(64) NOT NULL, "kind" varchar(32) NOT NULL, "status" varchar(10) NOT NULL, "flaws" varchar(500) NOT NULL, "retired_at" datetime NULL, "course_id" bigint NOT NULL REFERENCES "content_course" ("id") DEFERRABLE INITIALLY DEFERRED, "fact_id" bigint NOT NULL REFERENCES "content_fact" ("id") DEFERRABLE INITIALLY DEFERRED, "current_id" bigint NULL REFERENCES "quizzes_questionrevision" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "question_key_once_per_course" UNIQUE ("course_id", "key"), CONSTRAINT "question_status_known" CHECK ("status" IN ('draft', 'approved', 'rejected')), CONSTRAINT "question_kind_known" CHECK ("kind" IN ('written', 'attribute', 'contrast', 'definition', 'abbreviation')));
INSERT INTO "quizzes_question" VALUES(1,'cd6c8ef4ed05','written','draft','',NULL,1,4,1);
INSERT INTO "quizzes_question" VALUES(2,'045f535cc43b','written','draft','',NULL,1,5,2);
INSERT INTO "quizzes_question" VALUES(3,'847119e91118','written','draft','',NULL,1,8,3);
INSERT INTO "quizzes_question" VALUES(4,'34c8bbbc3882','written','draft','',NULL,1,15,4);
INSERT INTO "quizzes_question" VALUES(5,'9343168d0b70','written','draft','',NULL,1,16,5);
INSERT INTO "quizzes_question" VALUES(6,'question-1','definition','draft','',NULL,2,17,6);
INSERT INTO "quizzes_question" VALUES(7,'question-2','definition','draft','',NULL,2,18,7);
INSERT INTO "quizzes_question" VALUES(8,'question-3','definition','draft','',NULL,2,19,8);
INSERT INTO "quizzes_question" VALUES(9,'question-4','definition','draft','',NULL,2,20,9);
INSERT INTO "quizzes_question" VALUES(10,'question-5','definition','draft','',NULL,2,21,10);
INSERT INTO "quizzes_question" VALUES(11,'question-6','definition','draft','',NULL,2,22,11);
INSERT INTO "quizzes_question" VALUES(12,'question-7','definition','draft','',NULL,2,23,12);
INSERT INTO "quizzes_question" VALUES(13,'question-8','definition','draft','',NULL,2,24,13);
INSERT INTO "quizzes_question" VALUES(14,'question-9','definition','draft','',NULL,2,25,14);
INSERT INTO "quizzes_question" VALUES(15,'question-10','definition','draft','',NULL,2,26,15);
INSERT INTO "quizzes_question" VALUES(16,'question-11','definition','draft','',NULL,2,27,16);
INSERT INTO "quizzes_question" VALUES(17,'question-12','definition','draft','',NULL,2,28,17);
CREATE TABLE "quizzes_questionbank" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "facts_digest" varchar(64) NOT NULL, "course_id" bigint NOT NULL UNIQUE REFERENCES "content_course" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "quizzes_questionbank" VALUES(1,'211217fe56f42c66c6a18a96661d37f0',1);
CREATE TABLE "quizzes_questionrevision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "content_hash" varchar(64) NOT NULL, "evidence" varchar(2) NOT NULL, "confidence" real NOT NULL, "points" smallint unsigned NOT NULL CHECK ("points" >= 0), "created_at" datetime DEFAULT (STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW')) NOT NULL, "question_id" bigint NOT NULL REFERENCES "quizzes_question" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "question_revision_number_once" UNIQUE ("question_id", "number"), CONSTRAINT "question_revision_evidence_known" CHECK ("evidence" IN ('E0', 'E1', 'E2', 'E3', 'E4')));
INSERT INTO "quizzes_questionrevision" VALUES(1,1,'fbb2d648c99d','E0',0.9,1,'2026-11-21 15:10:50.629',1);
INSERT INTO "quizzes_questionrevision" VALUES(2,1,'954fda46d2a5','E0',0.9,1,'2026-11-21 15:10:50.632',2);
INSERT INTO "quizzes_questionrevision" VALUES(3,1,'2be94388beaf','E0',0.9,1,'2026-11-21 15:10:50.634',3);
INSERT INTO "quizzes_questionrevision" VALUES(4,1,'7df2f9e8f917','E0',0.9,1,'2026-11-21 15:10:50.636',4);
INSERT INTO "quizzes_questionrevision" VALUES(5,1,'4620c553845c','E0',0.9,1,'2026-11-21 15:10:50.639',5);
INSERT INTO "quizzes_questionrevision" VALUES(6,1,'h','E1',0.9,1,'2026-11-21 15:10:50.652',6);
INSERT INTO "quizzes_questionrevision" VALUES(7,1,'h','E1',0.9,1,'2026-11-21 15:10:50.665',7);
INSERT INTO "quizzes_questionrevision" VALUES(8,1,'h','E1',0.9,1,'2026-11-21 15:10:50.678',8);
INSERT INTO "quizzes_questionrevision" VALUES(9,1,'h','E1',0.9,1,'2026-11-21 15:10:50.691',9);
INSERT INTO "quizzes_questionrevision" VALUES(10,1,'h','E1',0.9,1,'2026-11-21 15:10:50.703',10);
INSERT INTO "quizzes_questionrevision" VALUES(11,1,'h','E1',0.9,1,'2026-11-21 15:10:50.714',11);
INSERT INTO "quizzes_questionrevision" VALUES(12,1,'h','E1',0.9,1,'2026-11-21 15:10:50.727',12);
INSERT INTO "quizzes_questionrevision" VALUES(13,1,'h','E1',0.9,1,'2026-11-21 15:10:50.740',13);
INSERT INTO "quizzes_questionrevision" VALUES(14,1,'h','E1',0.9,1,'2026-11-21 15:10:50.752',14);
INSERT INTO "quizzes_questionrevision" VALUES(15,1,'h','E1',0.9,1,'2026-11-21 15:10:50.764',15);
INSERT INTO "quizzes_questionrevision" VALUES(16,1,'h','E1',0.9,1,'2026-11-21 15:10:50.774',16);
INSERT INTO "quizzes_questionrevision" VALUES(17,1,'h','E1',0.9,1,'2026-11-21 15:10:50.783',17);
CREATE TABLE "quizzes_questiontext" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(5) NOT NULL, "stem" text NOT NULL, "explanation" text NOT NULL, "heading" text NOT NULL, "first_line" integer unsigned NOT NULL CHECK ("first_line" >= 0), "last_line" integer unsigned NOT NULL CHECK ("last_line" >= 0), "note_revision_id" bigint NOT NULL REFERENCES "content_noterevision" ("id") DEFERRABLE INITIALLY DEFERRED, "revision_id" bigint NOT NULL REFERENCES "quizzes_questionrevision" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "question_text_once_per_language" UNIQUE ("revision_id", "language"), CONSTRAINT "question_text_language_known" CHECK ("language" IN ('zh', 'en', 'mixed')));
INSERT INTO "quizzes_questiontext" VALUES(1,'en','Which part holds back the upper pound?','because it closes the upstream end of the chamber.
The sill only protects the floor.','Parts',27,27,2,1);
INSERT INTO "quizzes_questiontext" VALUES(2,'en','What is a gongoozler?','','Parts',37,37,2,2);
INSERT INTO "quizzes_questiontext" VALUES(3,'zh','下列哪种材料的折射率最大？（ ）','金刚石约为 2.42，玻璃约为 1.5，水约为 1.33。','折射率',9,9,5,3);
INSERT INTO "quizzes_questiontext" VALUES(4,'zh','大潮出现在什么时候？','此时日、月、地三者大致在一条直线上。
引力叠加使潮差增大，所以航海者在这几天格外留意水深和流速的变化。','',18,18,7,4);
INSERT INTO "quizzes_questiontext" VALUES(5,'zh','下列哪项不影响潮差？','颜色与引力无关。','',30,30,7,5);
INSERT INTO "quizzes_questiontext" VALUES(6,'zh','第 1 题：灯塔有什么用？','EXPLANATION1','灯塔',3,3,8,6);
INSERT INTO "quizzes_questiontext" VALUES(7,'en','Question 1: what is a lighthouse for?','EXPLANATION1','灯塔',3,3,8,6);
INSERT INTO "quizzes_questiontext" VALUES(8,'zh','第 2 题：灯塔有什么用？','EXPLANATION2','灯塔',3,3,8,7);
INSERT INTO "quizzes_questiontext" VALUES(9,'en','Question 2: what is a lighthouse for?','EXPLANATION2','灯塔',3,3,8,7);
INSERT INTO "quizzes_questiontext" VALUES(10,'zh','第 3 题：灯塔有什么用？','EXPLANATION3','灯塔',3,3,8,8);
INSERT INTO "quizzes_questiontext" VALUES(11,'en','Question 3: what is a lighthouse for?','EXPLANATION3','灯塔',3,3,8,8);
INSERT INTO "quizzes_questiontext" VALUES(12,'zh','第 4 题：灯塔有什么用？','EXPLANATION4','灯塔',3,3,8,9);
INSERT INTO "quizzes_questiontext" VALUES(13,'en','Question 4: what is a lighthouse for?','EXPLANATION4','灯塔',3,3,8,9);
INSERT INTO "quizzes_questiontext" VALUES(14,'zh','第 5 题：灯塔有什么用？','EXPLANATION5','灯塔',3,3,8,10);
INSERT INTO "quizzes_questiontext" VALUES(15,'en','Question 5: what is a lighthouse for?','EXPLANATION5','灯塔',3,3,8,10);
INSERT INTO "quizzes_questiontext" VALUES(16,'zh','第 6 题：灯塔有什么用？','EXPLANATION6','灯塔',3,3,8,11);
INSERT INTO "quizzes_questiontext" VALUES(17,'en','Question 6: what is a lighthouse for?','EXPLANATION6','灯塔',3,3,8,11);
INSERT INTO "quizzes_questiontext" VALUES(18,'zh','第 7 题：灯塔有什么用？','EXPLANATION7','灯塔',3,3,8,12);
INSERT INTO "quizzes_questiontext" VALUES(19,'en','Question 7: what is a lighthouse for?','EXPLANATION7','灯塔',3,3,8,12);
INSERT INTO "quizzes_questiontext" VALUES(20,'zh','第 8 题：灯塔有什么用？','EXPLANATION8','灯塔',3,3,8,13);
INSERT INTO "quizzes_questiontext" VALUES(21,'en','Question 8: what is a lighthouse for?','EXPLANATION8','灯塔',3,3,8,13);
INSERT INTO "quizzes_questiontext" VALUES(22,'zh','第 9 题：灯塔有什么用？','EXPLANATION9','灯塔',3,3,8,14);
INSERT INTO "quizzes_questiontext" VALUES(23,'en','Question 9: what is a lighthouse for?','EXPLANATION9','灯塔',3,3,8,14);
INSERT INTO "quizzes_questiontext" VALUES(24,'zh','第 10 题：灯塔有什么用？','EXPLANATION10','灯塔',3,3,8,15);
INSERT INTO "quizzes_questiontext" VALUES(25,'en','Question 10: what is a lighthouse for?','EXPLANATION10','灯塔',3,3,8,15);
INSERT INTO "quizzes_questiontext" VALUES(26,'zh','第 11 题：灯塔有什么用？','EXPLANATION11','灯塔',3,3,8,16);
INSERT INTO "quizzes_questiontext" VALUES(27,'en','Question 11: what is a lighthouse for?','EXPLANATION11','灯塔',3,3,8,16);
INSERT INTO "quizzes_questiontext" VALUES(28,'zh','第 12 题：灯塔有什么用？','EXPLANATION12','灯塔',3,3,8,17);
INSERT INTO "quizzes_questiontext" VALUES(29,'en','Question 12: what is a lighthouse for?','EXPLANATION12','灯塔',3,3,8,17);
CREATE TABLE "quizzes_sitting" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "kind" varchar(10) NOT NULL, "language" varchar(5) NOT NULL, "seed" bigint NOT NULL, "started_at" datetime NOT NULL, "finished_at" datetime NULL, "course_id" bigint NOT NULL REFERENCES "content_course" ("id") DEFERRABLE INITIALLY DEFERRED, "learner_id" bigint NOT NULL REFERENCES "learn_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "sitting_kind_known" CHECK ("kind" IN ('practice')), CONSTRAINT "sitting_language_known" CHECK ("language" IN ('zh', 'en', 'mixed')));
INSERT INTO "quizzes_sitting" VALUES(1,'d71da19ae3ff4f3c89ec0ba4d588c7ee','practice','zh',10,'2026-03-01 12:00:00','2026-03-01 12:00:00',2,1);
INSERT INTO "quizzes_sitting" VALUES(2,'78593ab4871c4638bb06138bee467050','practice','zh',3,'2026-03-01 12:00:00',NULL,2,1);
CREATE TABLE "quizzes_sittingitem" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "option_order" varchar(100) NOT NULL, "idempotency_key" char(32) NOT NULL UNIQUE, "revision_id" bigint NOT NULL REFERENCES "quizzes_questionrevision" ("id") DEFERRABLE INITIALLY DEFERRED, "sitting_id" bigint NOT NULL REFERENCES "quizzes_sitting" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "sitting_item_position_once" UNIQUE ("sitting_id", "position"));
INSERT INTO "quizzes_sittingitem" VALUES(1,1,'1,2,0','badb0b6c82ee489eb376132b876a0279',15,1);
INSERT INTO "quizzes_sittingitem" VALUES(2,2,'1,2,0','a6d7e688f9fb47779a716148842e0480',6,1);
INSERT INTO "quizzes_sittingitem" VALUES(3,3,'1,2,0','56bcd2a3677043efa09e617e7306ec82',12,1);
INSERT INTO "quizzes_sittingitem" VALUES(4,4,'0,2,1','ecf3d2a9e0194ac6860980eeb45a517c',13,1);
INSERT INTO "quizzes_sittingitem" VALUES(5,5,'0,2,1','ad747d77810547f085f068cfeb8f5328',16,1);
INSERT INTO "quizzes_sittingitem" VALUES(6,6,'1,2,0','6cfb6cb6ecee4f0fb8002e1968353cae',7,1);
INSERT INTO "quizzes_sittingitem" VALUES(7,7,'2,1,0','1fa77ed368aa4779a1b845ac4004c6b5',9,1);
INSERT INTO "quizzes_sittingitem" VALUES(8,8,'0,2,1','5effb8110aa1450b90810d3b06c407a4',11,1);
INSERT INTO "quizzes_sittingitem" VALUES(9,9,'2,0,1','dd458d74145b4b12a06521a590bc25e2',8,1);
INSERT INTO "quizzes_sittingitem" VALUES(10,10,'2,0,1','2df787c51c39481698d014199f29a6e5',10,1);
INSERT INTO "quizzes_sittingitem" VALUES(11,1,'0,1,2','5ca4c84198ce4bd2a5adc90f95038017',9,2);
INSERT INTO "quizzes_sittingitem" VALUES(12,2,'2,1,0','720a669e107440019cd4cb433e2cf672',15,2);
INSERT INTO "quizzes_sittingitem" VALUES(13,3,'2,0,1','a44923963c0e4d2289ccb01fbb1b7fcd',14,2);
INSERT INTO "quizzes_sittingitem" VALUES(14,4,'1,0,2','653cee7633714136977c49667ec6186f',8,2);
INSERT INTO "quizzes_sittingitem" VALUES(15,5,'0,1,2','8aaa1e93ba874d16ba807b91977f0b02',11,2);
INSERT INTO "quizzes_sittingitem" VALUES(16,6,'1,2,0','f86ae64545ce49e58856cb413b4c8346',10,2);
INSERT INTO "quizzes_sittingitem" VALUES(17,7,'2,0,1','0e36f18ba37f4189a757f4083c9ee29c',17,2);
INSERT INTO "quizzes_sittingitem" VALUES(18,8,'1,2,0','bec4d5fd8218436a9dd15786d8133f46',12,2);
INSERT INTO "quizzes_sittingitem" VALUES(19,9,'1,2,0','b117cb8db8484b6a89f94e115d887c28',6,2);
INSERT INTO "quizzes_sittingitem" VALUES(20,10,'1,2,0','47f3572134df4617b9e02b8af3a06234',16,2);
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE UNIQUE INDEX "learn_user_groups_user_id_group_id_b045c2a8_uniq" ON "learn_user_groups" ("user_id", "group_id");
CREATE INDEX "learn_user_groups_user_id_89b1346f" ON "learn_user_groups" ("user_id");
CREATE INDEX "learn_user_groups_group_id_324e46b2" ON "learn_user_groups" ("group_id");
CREATE UNIQUE INDEX "learn_user_user_permissions_user_id_permission_id_e7956567_uniq" ON "learn_user_user_permissions" ("user_id", "permission_id");
CREATE INDEX "learn_user_user_permissions_user_id_f74059b6" ON "learn_user_user_permissions" ("user_id");
CREATE INDEX "learn_user_user_permissions_permission_id_132b972d" ON "learn_user_user_permissions" ("permission_id");
CREATE INDEX "django_admin_log_content_type_id_c4bce8eb" ON "django_admin_log" ("content_type_id");
CREATE INDEX "django_admin_log_user_id_c564eba6" ON "django_admin_log" ("user_id");
CREATE INDEX "content_fact_course_id_bd662f7e" ON "content_fact" ("course_id");
CREATE INDEX "content_factoption_text_of_id_d98674fe" ON "content_factoption" ("text_of_id");
CREATE INDEX "content_noterevision_note_id_dc307434" ON "content_noterevision" ("note_id");
CREATE INDEX "content_note_course_id_50f15c04" ON "content_note" ("course_id");
CREATE INDEX "content_note_current_id_738cb85f" ON "content_note" ("current_id");
CREATE INDEX "content_facttext_fact_id_f760574b" ON "content_facttext" ("fact_id");
CREATE INDEX "content_facttext_note_id_f746b545" ON "content_facttext" ("note_id");
CREATE INDEX "content_facttext_revision_id_342bbc1b" ON "content_facttext" ("revision_id");
CREATE INDEX "quizzes_choicetext_choice_id_5e8b8400" ON "quizzes_choicetext" ("choice_id");
CREATE INDEX "quizzes_choicetext_note_revision_id_2b9b1cad" ON "quizzes_choicetext" ("note_revision_id");
CREATE INDEX "quizzes_questionrevision_question_id_23284bb3" ON "quizzes_questionrevision" ("question_id");
CREATE INDEX "quizzes_question_course_id_e9076c33" ON "quizzes_question" ("course_id");
CREATE INDEX "quizzes_question_fact_id_d2e02303" ON "quizzes_question" ("fact_id");
CREATE INDEX "quizzes_question_current_id_e5a9ec6d" ON "quizzes_question" ("current_id");
CREATE INDEX "quizzes_choice_fact_id_3e7b62cd" ON "quizzes_choice" ("fact_id");
CREATE INDEX "quizzes_choice_revision_id_875c7939" ON "quizzes_choice" ("revision_id");
CREATE INDEX "quizzes_questiontext_note_revision_id_d158bcbe" ON "quizzes_questiontext" ("note_revision_id");
CREATE INDEX "quizzes_questiontext_revision_id_75b486fe" ON "quizzes_questiontext" ("revision_id");
CREATE INDEX "quizzes_sitting_course_id_526ff91d" ON "quizzes_sitting" ("course_id");
CREATE INDEX "quizzes_sitting_learner_id_ca1700da" ON "quizzes_sitting" ("learner_id");
CREATE INDEX "quizzes_sittingitem_revision_id_6924ed60" ON "quizzes_sittingitem" ("revision_id");
CREATE INDEX "quizzes_sittingitem_sitting_id_67c90eb6" ON "quizzes_sittingitem" ("sitting_id");
CREATE INDEX "quizzes_attempt_learner_id_76b094d7" ON "quizzes_attempt" ("learner_id");
CREATE INDEX "quizzes_attempt_item_id_ea83ae5a" ON "quizzes_attempt" ("item_id");
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('django_migrations',21);
INSERT INTO "sqlite_sequence" VALUES('django_content_type',21);
INSERT INTO "sqlite_sequence" VALUES('auth_permission',84);
INSERT INTO "sqlite_sequence" VALUES('auth_group',0);
INSERT INTO "sqlite_sequence" VALUES('django_admin_log',0);
INSERT INTO "sqlite_sequence" VALUES('content_fact',28);
INSERT INTO "sqlite_sequence" VALUES('content_factoption',15);
INSERT INTO "sqlite_sequence" VALUES('content_noterevision',8);
INSERT INTO "sqlite_sequence" VALUES('content_note',8);
INSERT INTO "sqlite_sequence" VALUES('content_facttext',16);
INSERT INTO "sqlite_sequence" VALUES('quizzes_questionrevision',17);
INSERT INTO "sqlite_sequence" VALUES('quizzes_question',17);
INSERT INTO "sqlite_sequence" VALUES('quizzes_choice',51);
INSERT INTO "sqlite_sequence" VALUES('quizzes_questiontext',29);
INSERT INTO "sqlite_sequence" VALUES('quizzes_sitting',2);
INSERT INTO "sqlite_sequence" VALUES('quizzes_sittingitem',20);
INSERT INTO "sqlite_sequence" VALUES('quizzes_attempt',13);
INSERT INTO "sqlite_sequence" VALUES('content_course',2);
INSERT INTO "sqlite_sequence" VALUES('quizzes_choicetext',87);
INSERT INTO "sqlite_sequence" VALUES('quizzes_questionbank',1);
INSERT INTO "sqlite_sequence" VALUES('learn_user',1);
COMMIT;
