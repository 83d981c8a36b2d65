from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("delegates", "0004_keep_why_she_was_cleared")]

    operations = [
        migrations.AddField("delegatelist", "extended_to", models.DateField(blank=True, null=True, verbose_name="Gia hạn đến"))
    ]
