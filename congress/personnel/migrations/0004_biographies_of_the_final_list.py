from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("personnel", "0003_earlier_answers_of_a_vetting"),
    ]

    operations = [
        migrations.AddField(
            model_name="finallist",
            name="biographies",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
