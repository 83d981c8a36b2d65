from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("personnel", "0002_take_the_first_so_many_of_a_step"),
    ]

    operations = [
        migrations.AddField(
            model_name="incoming",
            name="stamp",
            field=models.CharField(blank=True, max_length=40),
        ),
    ]
