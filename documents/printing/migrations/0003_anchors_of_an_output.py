from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("printing", "0002_clear_old_prints"),
    ]

    operations = [
        migrations.AddField(
            model_name="output",
            name="anchors",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
