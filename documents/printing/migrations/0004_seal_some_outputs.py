from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("printing", "0003_anchors_of_an_output"),
    ]

    operations = [
        migrations.AddField(
            model_name="output",
            name="sealed_by",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
    ]
