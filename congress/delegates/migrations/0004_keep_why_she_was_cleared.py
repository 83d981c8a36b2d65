from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("delegates", "0003_share_out_by_priority")]

    operations = [
        migrations.AddField("delegate", "cleared_reason", models.TextField(blank=True, default=""), preserve_default=False)
    ]
