# One image for web, worker, beat and migrate: the same processes as ./run starts.
FROM python:3.11-slim-bookworm

# fonts-liberation2 and not fonts-liberation: in Debian 12 only version 2 has every Vietnamese letter
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --uid 10001 app

ENV XDG_CACHE_HOME=/tmp PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

COPY requirements.lock .
RUN pip install --no-deps --require-hashes -r requirements.lock

COPY . .
RUN python -m config.fonts && install -d -o app -g app var

USER app
# nothing here asks the database or the broker; the secrets come when the container starts
RUN DATABASE_URL=postgresql:///none REDIS_URL=redis://none python manage.py collectstatic --no-input --verbosity 0

EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--timeout=60", "--graceful-timeout=10", "--max-requests=5000", "--max-requests-jitter=500", "--worker-tmp-dir=/dev/shm", "--access-logfile=-", "--access-logformat=%(h)s %(t)s \"%(m)s %(U)s %(H)s\" %(s)s %(b)s %(M)sms"]
