from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sheets", "0001_first")]

    operations = [
        migrations.AlterField("sheet", "reading", models.TextField(default=dict)),
        migrations.AlterField("sheet", "corrections", models.TextField(default=dict)),
        migrations.AlterField("sheet", "outcome", models.TextField(default=dict)),
    ]
